import { describe, expect, test } from 'vitest';
import { taskTypes } from '../../../src/oasst/protocol.ts';
import type { OpenCounts } from '../../../src/tasks/open-work.ts';
import { type Answered, sentView, type Thanks } from '../../../src/tasks/show/sent.ts';
import { english, taskOf, translator } from '../../support/scenes.ts';

function answered(type: (typeof taskTypes)[number], more: Partial<Answered> = {}): Answered {
  const task = taskOf(type);
  const about = { taskId: task.id, personId: '1', type, task, requested: 'random', lang: 'en' };
  return {
    ...about,
    state: 'done',
    messageId: null,
    refusalCode: null,
    isAmended: false,
    expiresAt: 1,
    updatedAt: 1,
    lastTurn: null,
    ...more,
  };
}

const open: OpenCounts = new Map([
  ['initial_prompt', 8],
  ['label_initial_prompt', 5],
  ['label_assistant_reply', 7],
]);

function line(session: Answered, stored: unknown, thanks: Thanks = {}, words = english) {
  return sentView(session, stored, words, thanks).embeds[0]?.description?.split('\n')[0];
}

describe('an answer is acknowledged as work', () => {
  test('by what was done, how much that makes, and what is wanted', () => {
    const ranked = answered('rank_assistant_replies');
    const given = { today: 7, all: 42 };
    expect(line(ranked, { picked: [0, 1, 2], none: false }, { given, open })).toBe(
      '✅ Ranked 3 replies · 7 today, 42 in all · 12 labels wanted in English',
    );
  });

  test('and leaves out what is not known', () => {
    expect(line(answered('label_initial_prompt'), undefined)).toBe('✅ Labeled a prompt');
    expect(line(answered('rate_summary'), undefined, { given: { today: 1, all: undefined } })).toBe(
      '✅ Rated a summary · 1 today',
    );
    expect(line(answered('rate_summary'), undefined, { open: new Map() })).toBe('✅ Rated a summary');
  });

  test('a ranking by which none is usable is not said to be an order', () => {
    expect(line(answered('rank_assistant_replies'), { picked: [], none: true })).toBe(
      '✅ Judged them all: none is usable',
    );
  });

  test('a task that this version cannot read is acknowledged by its type', () => {
    const unread = answered('rank_initial_prompts', { task: undefined });
    expect(line(unread, undefined)).toBe('✅ Ranked prompts');
    expect(line({ ...unread, type: 'dance' }, undefined, { given: { today: 1, all: 2 } })).toBe(
      '✅ 1 today, 2 in all',
    );
  });

  test('in Russian with the plural that a number needs', () => {
    const wanted = (count: number) =>
      line(
        answered('initial_prompt'),
        undefined,
        { open: new Map([['label_initial_prompt', count]]) },
        translator.words('ru'),
      );
    expect([1, 2, 5, 21].map(wanted)).toEqual([
      '✅ Промпт написан · английский: нужна 1 оценка',
      '✅ Промпт написан · английский: нужно 2 оценки',
      '✅ Промпт написан · английский: нужно 5 оценок',
      '✅ Промпт написан · английский: нужна 21 оценка',
    ]);
  });

  test.each(taskTypes)('%s has words of its own', (type) => {
    expect(line(answered(type), undefined)).toMatch(/^✅ [A-Z][\w ]+$/);
  });
});

test('what has work now can be chosen, each kind with its number', () => {
  const { components } = sentView(answered('initial_prompt'), undefined, english, { open });
  expect(components.at(-1)).toMatchObject({
    components: [
      {
        placeholder: 'Something else',
        custom_id: 'v1:other:33333333-3333-4333-8333-333333333333:en',
        options: [
          { value: 'initial_prompt', label: 'Write a prompt', description: '8 open' },
          { value: 'label_initial_prompt', description: '5 open' },
          { value: 'label_assistant_reply', description: '7 open' },
        ],
      },
    ],
  });
  expect(sentView(answered('initial_prompt'), undefined, english).components).toHaveLength(1);
});
