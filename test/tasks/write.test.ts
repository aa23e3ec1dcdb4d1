import { describe, expect, test } from 'vitest';
import { protocolRules } from '../../src/oasst/rules.ts';
import { write } from '../../src/tasks/write.ts';
import { fits } from '../support/fits.ts';
import { english, sceneOf, taskOf } from '../support/scenes.ts';

const task = taskOf('assistant_reply');
const filled = (text: string) => write.fill?.(task, write.blank, '', { text }) ?? write.blank;
const formFor = (text: string) => write.form?.(sceneOf(task, { text }), '', '1');
const inputOf = (text: string) => {
  const [label] = formFor(text)?.components ?? [];
  return label && 'component' in label && 'value' in label.component ? label.component.value : undefined;
};

test('a text goes from the card to the review, and the answer is that text without outer blanks', () => {
  expect(write.stage(task, write.blank)).toBe('card');
  const draft = filled(' \n They make sugar.\u0085');
  expect(write.stage(task, draft)).toBe('review');
  expect(write.isSendable(task, draft, protocolRules)).toBe(true);
  expect(write.answer(task, draft)).toEqual({ type: 'text_reply_to_message', text: 'They make sugar.' });
  expect(write.ownWords(draft)).toBe(' \n They make sugar.\u0085');
});

test('a draft is the same after it was stored', () => {
  const draft = filled('a\u0000\ud800"\\\u2028🌱');
  expect(write.draft.parse(JSON.parse(JSON.stringify(draft)))).toEqual(draft);
});

test.each([
  ['2,000 code points of two units each', '🌱'.repeat(2_000)],
  ['2,000 letters between blanks', `  ${'x'.repeat(2_000)}\n`],
  ['one letter', 'x'],
  ['markdown, mentions and other scripts', '**@everyone** <@1> نص 字'],
])('%s can be sent', (_, text) => {
  expect(write.isSendable(task, filled(text), protocolRules)).toBe(true);
});

test.each([
  ['2,001 code points', 'x'.repeat(2_001), '1 character too long'],
  ['3,000 emoji', '🌱'.repeat(3_000), '1000 characters too long'],
  ['blanks', ' \n\t', 'nothing in it that can be read'],
  ['zero-width characters', '\u200b\u2060', 'nothing in it that can be read'],
  ['a lone surrogate', 'a\ud83d', 'a character in it that cannot be sent'],
  ['a NUL', 'a\0b', 'a character in it that cannot be sent'],
])('%s cannot, is kept, and says why', (_, text, why) => {
  const draft = filled(text);
  expect(draft).toEqual({ text });
  expect(write.stage(task, draft)).toBe('review');
  expect(write.isSendable(task, draft, protocolRules)).toBe(false);
  expect(write.review(sceneOf(task, draft)).lines.join()).toContain(why);
});

test.each([[{}], [{ other: 'x' }], [{ text: null }], [{ text: true }], [{ text: ['x'] }]])(
  'a form that holds %j instead of the text changes nothing',
  (fields) => {
    expect(write.fill?.(task, { text: 'mine' }, '', fields)).toEqual({ text: 'mine' });
  },
);

describe('the form', () => {
  test('holds what was written before', () => {
    expect(inputOf('')).toBeUndefined();
    expect(inputOf('mine')).toBe('mine');
    expect(inputOf('🌱'.repeat(2_000))).toBe('🌱'.repeat(2_000));
  });

  test('holds as much of a longer text as Discord takes, and never half a character', () => {
    const long = `x${'🌱'.repeat(2_500)}`;
    expect(inputOf(long)).toBe(`x${'🌱'.repeat(1_999)}`);
    expect(fits(formFor(long) ?? { title: '', custom_id: '', components: [] })).toEqual([]);
  });

  test.each([
    ['nothing', '', 2_000, english('form.text_help', { limit: 2_000 })],
    ['letters', 'x'.repeat(2_000), 2_000, english('form.text_help', { limit: 2_000 })],
    ['one emoji of two units', 'Hi 🌱', 2_001, english('form.text_help_emoji', { limit: 2_000 })],
    ['as many emoji as fit', '🌱'.repeat(2_000), 4_000, english('form.text_help_emoji', { limit: 2_000 })],
    ['a letter too many', 'x'.repeat(2_001), 4_000, english('form.text_help_emoji', { limit: 2_000 })],
  ])('with %s in it counts up to the real limit', (_, text, max_length, description) => {
    expect(formFor(text)?.components[0]).toMatchObject({ description, component: { max_length } });
  });

  test('has an id of its own each time, because phones show an old form for an old id', () => {
    const ids = ['1', '2'].map((nonce) => write.form?.(sceneOf(task, write.blank), '', nonce).custom_id);
    expect(new Set(ids).size).toBe(2);
  });
});

describe('what there is to read', () => {
  const names = (type: 'initial_prompt' | 'prompter_reply' | 'summarize_story', fields = {}) =>
    write.texts(sceneOf(taskOf(type, fields), write.blank)).map(({ name, text }) => [name, text]);

  test('is the conversation, the story, or nothing', () => {
    expect(names('initial_prompt')).toEqual([]);
    expect(names('summarize_story', { story: 'Once.' })).toEqual([[english('speaker.story'), 'Once.']]);
    expect(names('prompter_reply').map(([name]) => name)).toEqual(['🧑 User', '🤖 Assistant']);
  });

  test('ends in the review with the own text', () => {
    const { texts } = write.review(sceneOf(task, { text: 'mine' }));
    expect(texts.at(-1)).toMatchObject({ name: english('speaker.yours'), text: 'mine' });
  });

  test('says who speaks next', () => {
    const lines = (type: 'initial_prompt' | 'prompter_reply' | 'assistant_reply') =>
      write.lines(sceneOf(taskOf(type), write.blank));
    expect(lines('assistant_reply')).toEqual([english('card.next_assistant')]);
    expect(lines('prompter_reply')).toEqual([english('card.next_prompter')]);
    expect(lines('initial_prompt')).toEqual([]);
  });

  test.each(['initial_prompt', 'prompter_reply'] as const)('begins with the hint of %s, as it is', (type) => {
    const hint = 'Ask about {{button}} $t(button.skip) $& food';
    expect(names(type, { hint })[0]).toEqual([english('speaker.hint'), hint]);
    expect(names(type, { hint: ' \u200b' })).toEqual(names(type));
  });
});
