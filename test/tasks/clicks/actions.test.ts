import { expect, test } from 'vitest';
import { controls } from '../../../src/bot/controls.ts';
import { readCustomId } from '../../../src/discord/custom-id.ts';
import type { View } from '../../../src/discord/view.ts';
import { taskTypes } from '../../../src/oasst/protocol.ts';
import type { SessionState } from '../../../src/store/tables.ts';
import { kindOf } from '../../../src/tasks/kinds.ts';
import type { Session } from '../../../src/tasks/session/session.ts';
import { consentCard } from '../../../src/tasks/show/consent.ts';
import { draftsView } from '../../../src/tasks/show/drafts.ts';
import { activeView, endedView } from '../../../src/tasks/show/ended.ts';
import { pageView } from '../../../src/tasks/show/reading.ts';
import { nothingToDo, termsCard } from '../../../src/tasks/show/refusals.ts';
import { english, inEnglish, taskOf } from '../../support/scenes.ts';
import { sources } from '../../support/sources.ts';

const long = 'Long. '.repeat(2_000);
const states: readonly SessionState[] = [
  'open',
  'sending',
  'done',
  'returned',
  'skipping',
  'skipped',
  'gone',
];

/** Drafts that lead each type of task through every stage. */
const drafts = [
  undefined,
  { text: long },
  { values: {}, pages: [0] },
  { values: { spam: 1 }, pages: [0, 1] },
  { picked: [0], none: false },
  { picked: [], none: true },
  { rating: 3, typed: '' },
  { rating: null, typed: 'x' },
];

function viewsOf(type: (typeof taskTypes)[number]): View[] {
  const task = taskOf(type);
  const session = (state: SessionState): Session => {
    const about = { taskId: task.id, personId: '1', type, task, requested: type, lang: 'en' };
    return {
      ...about,
      state,
      messageId: null,
      refusalCode: null,
      isAmended: false,
      expiresAt: 1,
      updatedAt: 1,
      lastTurn: null,
    };
  };
  return drafts.flatMap((stored) => [
    ...states.flatMap((state) => [
      endedView(session(state), stored, inEnglish, { isFresh: true, canTakeBack: true }),
      draftsView([{ session: session(state), stored }], english),
    ]),
    activeView(session('open'), stored, inEnglish),
    activeView(session('returned'), stored, inEnglish),
    pageView(session('open'), stored, 0, inEnglish),
  ]);
}

const filter = { type: 'rate_summary' as const, lang: 'en' };
const views = [
  ...taskTypes.flatMap(viewsOf),
  ...[consentCard, nothingToDo, termsCard].map((view) => view(filter, english)),
  nothingToDo(filter, english, { here: new Map([['initial_prompt', 3]]) }),
  nothingToDo(filter, english, { elsewhere: [{ lang: 'pt-BR', count: 3 }] }),
];

/** Actions that are named in what a person may see. */
const named = new Set(
  views.flatMap(({ components }) =>
    components.flatMap((row) =>
      row.components.flatMap((one) => ('custom_id' in one ? [readCustomId(one.custom_id)?.action] : [])),
    ),
  ),
);

const answered: (string | undefined)[] = controls.map(({ name }) => name);
const made = sources('src', 'commands').flatMap(({ text }) =>
  [...text.matchAll(/(?:customId|modalId)\('(\w+)'/g)].map(([, name]) => name),
);

test('every control that a message may have is readable and has an action', () => {
  expect(named.size).toBeGreaterThan(12);
  expect([...named].filter((name) => !answered.includes(name))).toEqual([]);
});

test('every control and form that the sources make has an action, and every action a control', () => {
  expect(new Set(made)).toEqual(new Set(answered));
});

/** Custom ids as they stand on messages that were shown before ids named a subject; one of each action at least. */
const recorded = [
  ['v1:agree:-:rate_summary.pt-BR', '-', 'rate_summary.pt-BR'],
  ...[
    ['case', 'delete'],
    ['case', 'undo'],
    ['caseask', 'start'],
    ['jobshow', ''],
    ['jobstop', ''],
    ['importgo', ''],
    ['importno', ''],
    ['casesure', 'keep.3'],
    ['casewhy', 'disable.3'],
    ['caseban', 'disable.3:x1'],
    ['caseedit', ''],
    ['caseedited', 'edit.3:x1'],
    ['casecancel', ''],
    ['answer', ''],
    ['answerhere', ''],
    ['answered', ':x1'],
  ].map(([action, rest = '']) => [
    `v1:${action}:0123456789abcdef:${rest}`,
    '0123456789abcdef',
    rest.split(':')[0],
  ]),
  ...[
    ['person', 'purge'],
    ['personsure', 'enable'],
    ['personwhy', 'disable'],
    ['personban', 'purge:x1'],
    ['personmerge', '44444444-4444-4444-8444-444444444444'],
    ['personundo', '44444444-4444-4444-8444-444444444444'],
    ['actundo', '44444444-4444-4444-8444-444444444444'],
  ].map(([action, rest = '']) => {
    const subject = '33333333-3333-4333-8333-333333333333';
    return [`v1:${action}:${subject}:${rest}`, subject, rest.split(':')[0]];
  }),
  ['v1:casefound:-:', '-', ''],
  ['v1:nameme:-:', '-', ''],
  ['v1:namemenot:-:', '-', ''],
  ['v1:trail:-:', '-', ''],
  [
    'v1:trail:44444444-4444-4444-8444-444444444444:1772366420000',
    '44444444-4444-4444-8444-444444444444',
    '1772366420000',
  ],
  ['v1:casecancel:-:', '-', ''],
  ['v1:campaign:-:', '-', ''],
  ['v1:campaignshow:-:', '-', ''],
  ...['campaignend', 'campaignopen'].map((action) => {
    const campaign = '33333333-3333-4333-8333-333333333333';
    return [`v1:${action}:${campaign}:`, campaign, ''];
  }),
  ...['jobshow', 'jobstop', 'importgo', 'importno'].map((action) => [
    `v1:${action}:0123456789abcdef:`,
    '0123456789abcdef',
    '',
  ]),
  ['v1:webhook:0123456789abcdef:remove', '0123456789abcdef', 'remove'],
  ['v1:setting:-:', '-', ''],
  ['v1:setweigh:reviews::x1', 'reviews', ''],
  ['v1:setapply:reviews.7:2,,0.65,,', 'reviews.7', '2,,0.65,,'],
  ['v1:setcancel:-:', '-', ''],
  ['v1:text:consent.zh-CN::x1', 'consent.zh-CN', ''],
  ['v1:textuse:0123456789abcdef:again', '0123456789abcdef', 'again'],
  ['v1:textdrop:0123456789abcdef:', '0123456789abcdef', ''],
  ['v1:named:-:no', '-', 'no'],
  ['v1:appeal:-:', '-', ''],
  ['v1:appealed:-::x1', '-', ''],
  ['v1:terms:-:random.en', '-', 'random.en'],
  ['v1:decline:-:', '-', ''],
  ['v1:stop:-:', '-', ''],
  ...['mydata', 'leaveboard', 'joinboard', 'withdrawconsent', 'unlinkme', 'eraseme'].map((action) => [
    `v1:${action}:-:`,
    '-',
    '',
  ]),
  ['v1:erased:-::x9', '-', ''],
  ['v1:server:post:', 'post', ''],
  ['v1:next:-:random', '-', 'random'],
  ['v1:start:-:', '-', ''],
  ['v1:start:-:label_assistant_reply.pt-BR', '-', 'label_assistant_reply.pt-BR'],
  ['v1:other:-:en', '-', 'en'],
  ['v1:available:-:', '-', ''],
  ['v1:server:check:', 'check', ''],
  ['v1:me:-:3', '-', '3'],
  ['v1:board:-:week.pt-BR', '-', 'week.pt-BR'],
  ['v1:mereview:-:on.3', '-', 'on.3'],
  ['v1:lesson:rank.0.2:random.en', 'rank.0.2', 'random.en'],
  ['v1:lesson:rate.0:rate_summary', 'rate.0', 'rate_summary'],
  ['v1:learned:rate:random.en', 'rate', 'random.en'],
  ['v1:server:check:', 'check', ''],
  ...[
    ['ask', ''],
    ['choose', '3'],
    ['choose', 'undo'],
    ['fill', '0:x7'],
    ['guide', ''],
    ['meedit', '3'],
    ['mesave', '3:x9'],
    ['mewithdraw', '3'],
    ['mewithdrawn', '0'],
    ['next', 'summarize_story'],
    ['page', '-1'],
    ['pick', '3.1'],
    ['read', '0'],
    ['report', ''],
    ['reported', ':x8'],
    ['resume', ''],
    ['show', ''],
    ['skip', ''],
    ['skipnow', ''],
    ['submit', ''],
    ['told', 'rate_summary'],
    ['undo', ''],
    ['unsend', ''],
  ].map(([action, rest = '']) => {
    const task = '33333333-3333-4333-8333-333333333333';
    return [`v1:${action}:${task}:${rest}`, task, rest.split(':')[0]];
  }),
];

test.each(recorded)('%s on an older message still means what it did', (id, subject = '', argument) => {
  const read = readCustomId(id ?? '');
  const action = controls.find(({ name }) => name === read?.action);
  expect(action?.isSubject(subject)).toBe(true);
  expect(read).toMatchObject({ subject, argument });
});

test('every action has a recorded id', () => {
  const names = recorded.map(([id]) => id?.split(':')[1]);
  expect(new Set(names)).toEqual(new Set(answered));
});

test('no two actions have the same name', () => {
  expect(new Set(answered).size).toBe(answered.length);
});

test('what may open a form keeps nobody waiting before it', () => {
  const opening = controls.filter(({ name }) => ['ask', 'report'].includes(name));
  expect(opening.map(({ deferMode }) => deferMode)).toEqual(['never', 'never']);
});

test('every type of task has a kind that asks with a form or with choices', () => {
  for (const type of taskTypes) {
    const kind = kindOf(type);
    expect(kind.types).toContain(type);
    expect(Boolean(kind.form) === Boolean(kind.fill)).toBe(true);
    expect(Boolean(kind.form ?? kind.choose)).toBe(true);
  }
});
