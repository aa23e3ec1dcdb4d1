import { expect, test } from 'vitest';
import { createTranslator } from '../../../src/locales/words.ts';
import { reportForm } from '../../../src/tasks/show/report-form.ts';

const label = (name: string, widget: string) => ({ name, widget, display_text: `About ${name}` });
const messages = [{ id: 'one', name: 'User', excerpt: 'Hello' }];

test('a report offers what can be wrong, by its name as a fault, and no scale that is none', async () => {
  const words = (await createTranslator()).words('en-US');
  const labels = [
    label('spam', 'yes_no'),
    label('quality', 'likert'),
    label('toxicity', 'likert'),
    label('pii', 'flag'),
    label('brand_new', 'flag'),
  ];
  const form = reportForm('v1:reported:-::x', messages, labels, words);
  expect(form.components).toMatchObject([
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
