import { describe, expect, test } from 'vitest';
import { taskTypes } from '../../../src/oasst/protocol.ts';
import { kindOf } from '../../../src/tasks/kinds.ts';
import { formView } from '../../../src/tasks/show/form.ts';
import { fits } from '../../support/fits.ts';
import { english, sceneOf, taskOf } from '../../support/scenes.ts';
import { message } from '../../support/tasks.ts';

type Scene = Parameters<typeof formView>[1];

function formOf(scene: Scene, page = 0) {
  return formView(kindOf(scene.task.type), scene, String(page), '1');
}

function textIn(scene: Scene, page = 0): string | undefined {
  const [first] = formOf(scene, page)?.components ?? [];
  return first && 'content' in first ? first.content : undefined;
}

const blankScene = (type: Parameters<typeof taskOf>[0], fields = {}): Scene => {
  const task = taskOf(type, fields);
  return sceneOf(task, kindOf(type).blank);
};

describe('a form begins with what it is about:', () => {
  test.each([
    ['the last message', blankScene('assistant_reply'), '**🧑 User**\n>>> How do plants make energy?'],
    ['the last of several', blankScene('prompter_reply'), '**🤖 Assistant**\n>>> By photosynthesis.'],
    ['the story', blankScene('summarize_story', { story: 'Once.' }), '**📖 Text**\n>>> Once.'],
    ['the hint', blankScene('initial_prompt', { hint: 'Food' }), '**💡 Hint**\n>>> Food'],
    [
      'what to do, where there is nothing to read',
      blankScene('initial_prompt'),
      english('instruction.initial_prompt'),
    ],
    [
      'the judged message',
      blankScene('label_assistant_reply'),
      '**🤖 Assistant · this is the one to judge**\n>>> By photosynthesis.',
    ],
    [
      'the summary',
      blankScene('rate_summary', { scale: { min: 1, max: 99 } }),
      '**📝 Summary**\n>>> A fox meets a crow.',
    ],
  ])('%s', (_, scene, text) => expect(textIn(scene)).toBe(text));

  test('on every page', () => {
    const scene = blankScene('label_assistant_reply');
    expect(textIn(scene, 1)).toBe(textIn(scene, 0));
    expect([0, 1].map((page) => formOf(scene, page)?.title)).toEqual([
      'Label an assistant reply (1 of 2)',
      'Label an assistant reply (2 of 2)',
    ]);
  });
});

test('the form’s title is the name of the job', () => {
  const titled = taskTypes.flatMap((type) => {
    const scene = blankScene(type, type === 'rate_summary' ? { scale: { min: 1, max: 99 } } : {});
    const form = formOf(scene);
    return form ? [[form.title.replace(/ \(1 of \d\)$/, ''), english(`type.${type}`)]] : [];
  });
  expect(titled).toHaveLength(8);
  for (const [title, name] of titled) expect(title).toBe(name);
});

test('a long text is cut where Discord’s limit is, and the cut can be seen', () => {
  for (const letter of ['x', '字', '🌱']) {
    const scene = blankScene('assistant_reply', {
      conversation: { messages: [message(letter.repeat(5_000))] },
    });
    const text = textIn(scene) ?? '';
    expect(text.endsWith(`${letter} ✂️`)).toBe(true);
    expect(text.length).toBeGreaterThan(letter === 'x' ? 3_990 : 2_900);
    expect(fits(formOf(scene) ?? {})).toEqual([]);
  }
});

test('somebody’s words stay words: no mention, no heading, no link under another name, and all of it is a quotation', () => {
  const odd = '# Big\n@everyone <@1> [here](https://evil.example)\n\n**Your text**';
  const text = textIn(blankScene('assistant_reply', { conversation: { messages: [message(odd)] } })) ?? '';
  expect(text.startsWith('**🧑 User**\n>>> #\u034f Big')).toBe(true);
  expect(text).not.toMatch(/@everyone|<@1>|\]\(/);
});

test('a message in which nothing can be seen is named as such', () => {
  const scene = blankScene('assistant_reply', { conversation: { messages: [message(' \u200b')] } });
  expect(textIn(scene)).toBe(`**🧑 User**\n>>> ${english('speaker.empty')}`);
});

test('an own text so long that its parts take all places comes whole, without the other text', () => {
  const scene = sceneOf(taskOf('assistant_reply'), { text: 'x'.repeat(16_001) });
  expect(formOf(scene)?.components).toHaveLength(5);
  expect(textIn(scene)).toBeUndefined();
});
