import { describe, expect, test } from 'vitest';
import { protocolRules } from '../../src/oasst/rules.ts';
import { kindOf } from '../../src/tasks/kinds.ts';
import { rank } from '../../src/tasks/rank.ts';
import { taskView } from '../../src/tasks/show/card.ts';
import { fits } from '../support/fits.ts';
import { english, sceneOf, taskOf } from '../support/scenes.ts';
import { message } from '../support/tasks.ts';

const choosing = (count: number, text = 'Text') =>
  taskOf('rank_initial_prompts', {
    prompts: null,
    prompt_messages: Array.from({ length: count }, (_, index) => message(`${text} ${index + 1}`)),
  });
const three = choosing(3);
type Task = typeof three;

const chosen = (task: Task, ...choices: string[]) =>
  choices.reduce((draft, choice) => rank.choose?.(task, draft, choice) ?? draft, rank.blank);

const card = (task: Task, ...choices: string[]) =>
  taskView(kindOf(task.type), sceneOf<Task, unknown>(task, chosen(task, ...choices)));
const buttonsOf = (view: ReturnType<typeof card>) =>
  view.components.map(({ components }) =>
    components.flatMap((one) => ('label' in one ? [`${one.label}${one.disabled ? ' (off)' : ''}`] : [])),
  );

describe('choosing', () => {
  test('goes from the best to the worst, and the last place fills itself', () => {
    expect(rank.stage(three, chosen(three, '2'))).toBe('card');
    const draft = chosen(three, '2', '0');
    expect(draft).toEqual({ picked: [2, 0, 1], none: false });
    expect(rank.stage(three, draft)).toBe('review');
    expect(rank.answer(three, draft)).toEqual({ type: 'message_ranking', ranking: [2, 0, 1] });
  });

  test('one candidate needs one click, two need one as well', () => {
    expect(rank.stage(choosing(1), rank.blank)).toBe('card');
    expect(chosen(choosing(1), '0').picked).toEqual([0]);
    expect(chosen(choosing(2), '1').picked).toEqual([1, 0]);
  });

  test.each([
    ['a candidate that is not there', '3'],
    ['a place before the first', '-1'],
    ['no number', 'x'],
    ['nothing', ''],
    ['half a candidate', '0.5'],
    ['a number with an exponent', '1e0'],
    ['a huge number', '99999999999999999999'],
    ['the one picked already', '1'],
  ])('%s changes nothing', (_, choice) => {
    const draft = chosen(three, '1');
    expect(rank.choose?.(three, draft, choice)).toEqual(draft);
  });

  test('a pick after “none is usable” changes nothing, starting over does', () => {
    const none = chosen(three, '1', 'none');
    expect(none).toEqual({ picked: [1], none: true }); // kept for whoever takes it back
    expect(chosen(three, '1', 'none', '2')).toEqual(none);
    expect(chosen(three, 'none', 'restart')).toEqual(rank.blank);
    expect(chosen(three, 'none', 'undo')).toEqual(rank.blank);
  });

  test('undo takes back the last pick, and nothing when there is none', () => {
    expect(chosen(three, '1', 'undo')).toEqual(rank.blank);
    expect(chosen(three, 'undo', 'undo')).toEqual(rank.blank);
  });

  test('none usable is sent in the task’s own order, with the mark', () => {
    const draft = chosen(three, 'none');
    expect(rank.isSendable(three, draft, protocolRules)).toBe(true);
    expect(rank.answer(three, draft)).toEqual({
      type: 'message_ranking',
      ranking: [0, 1, 2],
      not_rankable: true,
    });
  });
});

test('a draft is the same after it was stored, and one that is no order is not sent', () => {
  const draft = chosen(three, '2', '0');
  expect(rank.draft.parse(JSON.parse(JSON.stringify(draft)))).toEqual(draft);
  for (const picked of [
    [0, 0, 1],
    [0, 1],
    [0, 1, 3],
    [0, 1, 2, 3],
  ]) {
    expect(rank.isSendable(three, { picked, none: false }, protocolRules)).toBe(false);
    expect(rank.stage(three, { picked, none: false })).toBe('card');
  }
});

describe('the card', () => {
  test('has the numbers in rows of their own', () => {
    expect(buttonsOf(card(three, '1'))).toEqual([
      ['1', '2 (off)', '3'],
      ['Undo', 'None is usable', 'Read in full', 'Skip', 'Report'],
      ['Guidelines'],
    ]);
  });

  test('says right above its buttons how far the order has come', () => {
    expect(card(three).embeds.at(-1)?.description).toContain(english('rank.pick'));
    expect(card(three, '2').embeds.at(-1)?.description).toContain('best first: **3**');
  });

  const tools = ['None is usable', 'Skip', 'Report', 'Guidelines'];
  describe.each([1, 2, 15, 16, 19, 20])('with %i candidates', (count) => {
    test.each([
      ['short', 'Text', []],
      ['long', 'Long. '.repeat(1_000), ['Read in full']],
    ])('of %s texts can be answered with all its buttons, at every step', (_, text, more) => {
      const task = choosing(count, text);
      expect(rank.canShow(task)).toBe(true);
      for (let step = 0; step < Math.max(1, count - 1); step += 1) {
        const picks = Array.from({ length: step }, (_, index) => String(index));
        const view = card(task, ...picks);
        const labels = buttonsOf(view).flat();
        expect(fits(view)).toEqual([]);
        expect(labels).toEqual(expect.arrayContaining([...tools, ...(step > 0 ? ['Undo'] : []), ...more]));
        const numbers = labels.filter((label) => /^\d+$/.test(label)).map(Number);
        const open = Array.from({ length: count - step }, (_, index) => step + index + 1);
        expect(numbers).toEqual(open);
      }
    });
  });

  test('is not made for more candidates than there are buttons for', () => {
    expect(rank.canShow(choosing(21))).toBe(false);
  });
});

test('that all replies were written by a model is only said when the backend reveals it', () => {
  const replies = [message('a'), message('b')].map((one) => ({ ...one, synthetic: true }));
  const lines = (fields: object) =>
    rank.lines(sceneOf(taskOf('rank_assistant_replies', { reply_messages: replies, ...fields }), rank.blank));
  expect(lines({ reveal_synthetic: true })).toContain(english('card.all_synthetic'));
  expect(lines({ reveal_synthetic: false })).not.toContain(english('card.all_synthetic'));
  expect(lines({ reveal_synthetic: true, reply_messages: [...replies, message('c')] })).not.toContain(
    english('card.all_synthetic'),
  );
});
