import { expect, test } from 'vitest';
import { readControlId } from '../../../src/discord/control-id.ts';
import type { View } from '../../../src/discord/view.ts';
import { taskTypes } from '../../../src/oasst/protocol.ts';
import type { Session } from '../../../src/store/sessions.ts';
import type { SessionState } from '../../../src/store/tables.ts';
import { consentCard } from '../../../src/tasks/clicks/consent.ts';
import { pageView } from '../../../src/tasks/clicks/reading.ts';
import { kindOf } from '../../../src/tasks/kinds.ts';
import { draftsView } from '../../../src/tasks/show/drafts.ts';
import { activeView, endedView } from '../../../src/tasks/show/ended.ts';
import { nothingToDo, termsCard } from '../../../src/tasks/show/refusals.ts';
import { english, taskOf } from '../../support/scenes.ts';
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
    const about = { taskId: task.id, personId: '1', task, requested: type, lang: 'en' };
    return { ...about, state, messageId: null, refusalCode: null, expiresAt: 1, updatedAt: 1 };
  };
  return drafts.flatMap((stored) => [
    ...states.flatMap((state) => [
      endedView(session(state), stored, english, true),
      draftsView([{ session: session(state), stored }], english),
    ]),
    activeView(session('open'), stored, english),
    activeView(session('returned'), stored, english),
    pageView(session('open'), stored, 0, english),
  ]);
}

const wish = { type: 'rate_summary' as const, lang: 'en' };
const views = [
  ...taskTypes.flatMap(viewsOf),
  ...[consentCard, nothingToDo, termsCard].map((view) => view(wish, english)),
];

/** Actions that are named in what a person may see. */
const named = new Set(
  views.flatMap(({ components }) =>
    components.flatMap((row) =>
      row.components.flatMap((one) => ('custom_id' in one ? [readControlId(one.custom_id)?.action] : [])),
    ),
  ),
);

const clicks = sources('src/tasks/clicks').map(({ text }) => text);
const answered = clicks.flatMap((text) =>
  [...text.matchAll(/\{ name: '(\w+)', patience:/g)].map(([, name]) => name),
);
const made = sources('src', 'commands').flatMap(({ text }) =>
  [...text.matchAll(/controlId\('(\w+)'/g)].map(([, name]) => name),
);

test('every control that a message may have is readable and has an action', () => {
  expect(named.size).toBeGreaterThan(12);
  expect([...named].filter((name) => !answered.includes(name))).toEqual([]);
});

test('every control and form that the sources make has an action, and every action a control', () => {
  expect(new Set(made)).toEqual(new Set(answered));
});

test('no two actions have the same name', () => {
  expect(new Set(answered).size).toBe(answered.length);
});

test('what may open a form keeps nobody waiting before it', () => {
  const opening = clicks.flatMap((text) =>
    [...text.matchAll(/\{ name: '(ask|report)', patience: '(\w+)'/g)].map(([, , patience]) => patience),
  );
  expect(opening).toEqual(['never', 'never']);
});

test('every type of task has a kind that asks with a form or with choices', () => {
  for (const type of taskTypes) {
    const kind = kindOf(type);
    expect(kind.types).toContain(type);
    expect(Boolean(kind.form) === Boolean(kind.fill)).toBe(true);
    expect(Boolean(kind.form ?? kind.choose)).toBe(true);
  }
});
