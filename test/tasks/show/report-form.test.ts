import { expect, test } from 'vitest';
import { createTranslator } from '../../../src/locales/words.ts';
import { reportForm } from '../../../src/tasks/show/report-form.ts';

const label = (name: string, widget: string) => ({ name, widget, display_text: `About ${name}` });
const messages = [{ id: 'one', name: 'User', text: 'Hello', excerpt: 'Hello' }];
const words = (await createTranslator()).words('en-US');
const textOf = (...[some, about]: [typeof messages, { name: string; text: string }?]) => {
  const [first] = reportForm('v1:reported:-::x', some, [], words, about).components;
  return first && 'content' in first ? first.content : undefined;
};

test('a report offers what can be wrong, by its name as a fault, and no scale that is none', () => {
  const labels = [
    label('spam', 'yes_no'),
    label('quality', 'likert'),
    label('toxicity', 'likert'),
    label('pii', 'flag'),
    label('brand_new', 'flag'),
  ];
  const form = reportForm('v1:reported:-::x', messages, labels, words, undefined);
  expect(form.components).toMatchObject([
    { content: '**User**\n>>> Hello' },
    {
      component: {
        options: [
          { value: 'spam', label: 'Spam' },
          { value: 'toxicity', label: 'Rude or insulting' },
          { value: 'pii', label: 'Personal data' },
          { value: 'brand_new', label: 'About brand_new' },
        ],
      },
    },
    { component: { custom_id: 'words', required: false } },
  ]);
});

test('a report begins with the only message there is, or with what a task without messages is about', () => {
  expect(textOf(messages)).toBe('**User**\n>>> Hello');
  expect(textOf([], { name: 'Text', text: 'Once.' })).toBe('**Text**\n>>> Once.');
  expect(textOf([])).toBeUndefined();
  expect(textOf([...messages, { id: 'two', name: 'Assistant', text: 'Hi', excerpt: 'Hi' }])).toBeUndefined();
});

test('a report on a task says beforehand that it hands the task back, and one on a message does not', () => {
  const fieldOf = (some: typeof messages) =>
    reportForm('v1:reported:-::x', some, [], words, undefined).components.at(-1);
  expect(fieldOf([])).toMatchObject({
    description: 'Goes to the moderators with your Discord id, and the task is handed back.',
    component: { custom_id: 'words', required: true, max_length: 512 },
  });
  expect(fieldOf(messages)).toMatchObject({
    description: 'Goes to the moderators together with your Discord id.',
    component: { custom_id: 'words', required: true, max_length: 1_000 },
  });
});
