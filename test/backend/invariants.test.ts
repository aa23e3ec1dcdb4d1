import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import type { Db } from '../../src/backend/context.ts';
import { taskTypes } from '../../src/oasst/protocol.ts';
import { Task } from '../../src/oasst/tasks.ts';
import type { TreeState } from '../../src/store/backend-tables.ts';
import { memoryDatabase } from '../support/database.ts';
import { type TestBackend, testBackend } from './support/backend.ts';
import { person, type TestPerson } from './support/person.ts';

const arrows: Record<TreeState, readonly TreeState[]> = {
  initial_prompt_review: ['prompt_lottery_waiting', 'aborted_low_grade', 'halted_by_moderator'],
  prompt_lottery_waiting: ['growing', 'halted_by_moderator'],
  growing: ['ranking', 'ready_for_export', 'aborted_low_grade', 'halted_by_moderator'],
  ranking: ['ready_for_export', 'halted_by_moderator'],
  ready_for_scoring: [],
  ready_for_export: [],
  scoring_failed: [],
  aborted_low_grade: [],
  halted_by_moderator: [],
  backlog_ranking: [],
};

type Held = { owner: number; task: Task & { acked: string } };
type World = { backend: TestBackend; people: TestPerson[]; held: Held[]; states: Map<string, TreeState> };
type Step = (world: World) => Promise<void>;

const who = fc.nat(4);
const which = fc.nat(1_000);
const steps: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(who, fc.constantFrom(...taskTypes, 'random' as const))
      .map(([by, type]) => ask(by, type)),
  },
  { weight: 8, arbitrary: fc.tuple(which, fc.boolean()).map(([at, twice]) => answer(at, twice)) },
  { weight: 2, arbitrary: fc.tuple(which, fc.nat(4)).map(([at, by]) => answerAs(at, by)) },
  { weight: 1, arbitrary: which.map((at) => judgeHarshly(at)) },
  { weight: 1, arbitrary: which.map((at) => skip(at)) },
  { weight: 1, arbitrary: fc.tuple(which, who).map(([at, by]) => flag(at, by)) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 300 }).map((minutes) => wait(minutes)) },
);

let opened: Db[] = [];
afterEach(async () => {
  for (const db of opened) await db.destroy();
  opened = [];
});

describe('after any sequence of valid and invalid calls', () => {
  test('counts equal rows, nobody answered twice, and trees moved along their arrows only', {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(steps, { minLength: 40, maxLength: 120 }),
        fc.integer(),
        async (sequence, seed) => {
          const db = await memoryDatabase();
          opened.push(db);
          const small = {
            reviewsForPrompt: 1,
            reviewsForReply: 1,
            rankingsNeeded: 1,
            goalTreeSize: 4,
            maxChildren: 2,
            redFlagLimit: 2,
          };
          const unlimited = { most: 1e9, ms: 1 };
          const limits = {
            person: unlimited,
            assistantReply: unlimited,
            prompterReply: unlimited,
            withoutPerson: unlimited,
          };
          const backend = await testBackend({ db, seed, samples: true, settings: { ...small, limits } });
          const people = Array.from({ length: 5 }, (_, index) => person(backend, `p${index}`));
          const world: World = { backend, people, held: [], states: await statesOf(db) };
          for (const step of sequence) {
            await step(world);
            await checkArrows(world);
          }
          await checkCounts(db);
          expect(backend.logged).toEqual([]);
        },
      ),
      { numRuns: 12, seed: 20_261_122 },
    );
  });
});

function ask(by: number, type: Parameters<TestPerson['request']>[0]): Step {
  return async ({ people, held }) => {
    const somebody = people[by];
    if (!somebody) return;
    const { status, body } = await somebody.request(type);
    expect([200, 400, 503]).toContain(status);
    if (status !== 200) return;
    const task = Task.parse(body);
    held.push({ owner: by, task: { ...task, acked: await somebody.ack(task.id) } });
  };
}

function answer(at: number, twice: boolean): Step {
  return async ({ people, held }) => {
    const { owner, task } = held[at % held.length] ?? {};
    const somebody = owner === undefined ? undefined : people[owner];
    if (!somebody || !task) return;
    const text = `An answer to ${task.id}`;
    const replies = await Promise.all([
      somebody.answerTo(task, text),
      ...(twice ? [somebody.answerTo(task, text)] : []),
    ]);
    for (const { status } of replies) expect([200, 400]).toContain(status);
    expect(replies.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1);
  };
}

function answerAs(at: number, by: number): Step {
  return async ({ people, held }) => {
    const { owner, task } = held[at % held.length] ?? {};
    const somebody = people[by];
    if (!somebody || !task || by === owner) return;
    expect((await somebody.answerTo(task, `Not mine ${task.id}`)).status).toBe(400);
  };
}

function judgeHarshly(at: number): Step {
  return async ({ people, held }) => {
    const { owner, task } = held[at % held.length] ?? {};
    const somebody = owner === undefined ? undefined : people[owner];
    if (!somebody || !task || !('message_id' in task)) return;
    const { status } = await somebody.labels(task.id, task.message_id, { spam: 1 });
    expect([200, 400]).toContain(status);
  };
}

function skip(at: number): Step {
  return async ({ people, held }) => {
    const { owner, task } = held[at % held.length] ?? {};
    const somebody = owner === undefined ? undefined : people[owner];
    if (!somebody || !task) return;
    expect([204, 400]).toContain((await somebody.nack(task.id)).status);
  };
}

function flag(at: number, by: number): Step {
  return async ({ backend, people }) => {
    const messages = await backend.db.selectFrom('backend_messages').select('id').orderBy('id').execute();
    const id = messages[at % messages.length]?.id;
    const user = people[by]?.user;
    const body = { user, message_id: id, text: '', labels: {}, is_report: true };
    expect((await backend.call('POST', '/api/v1/text_labels/', { body })).status).toBe(204);
  };
}

function wait(minutes: number): Step {
  return async ({ backend }) => {
    backend.clock.now += minutes * 60_000;
  };
}

async function statesOf(db: Db) {
  const rows = await db.selectFrom('backend_trees').select(['id', 'state']).execute();
  return new Map(rows.map(({ id, state }) => [id, state]));
}

async function checkArrows(world: World) {
  const now = await statesOf(world.backend.db);
  for (const [id, state] of now) {
    const before = world.states.get(id) ?? 'initial_prompt_review';
    if (state !== before) expect(reachable(before), `${before} → ${state}`).toContain(state);
  }
  world.states = now;
}

/** A single call may take a tree along several arrows, when nothing holds it on the way. */
function reachable(from: TreeState): TreeState[] {
  return arrows[from].flatMap((next) => [next, ...reachable(next)]);
}

async function checkCounts(db: Db) {
  const messages = await db.selectFrom('backend_messages').selectAll().execute();
  const labels = await db.selectFrom('backend_labels').selectAll().where('kind', '=', 'review').execute();
  const places = await db.selectFrom('backend_places').selectAll().execute();
  const byId = new Map(messages.map((message) => [message.id, message]));
  for (const message of messages) {
    const children = messages.filter(({ parent_id }) => parent_id === message.id);
    const counted = children.filter((child) => child.deleted === 0 && child.review_result !== 0);
    expect(message.child_count).toBe(counted.length);
    expect(message.review_count).toBe(labels.filter(({ message_id }) => message_id === message.id).length);
    expect(message.ranking_count).toBe(places.filter(({ message_id }) => message_id === message.id).length);
    expect(new Set(children.map(({ user_id }) => user_id)).size).toBe(children.length);
    const parent = message.parent_id === null ? undefined : byId.get(message.parent_id);
    if (parent) expect(parent.review_result).toBe(1);
    if (parent?.deleted === 1) expect(message.deleted).toBe(1);
    if (parent)
      expect([message.depth, message.is_assistant]).toEqual([parent.depth + 1, 1 - parent.is_assistant]);
    expect(labels.some((label) => label.message_id === message.id && label.user_id === message.user_id)).toBe(
      false,
    );
  }
  const answered = messages.flatMap(({ task_id }) => task_id ?? []);
  expect(new Set(answered).size).toBe(answered.length);
  const summaries = await db.selectFrom('backend_summaries').select(['id', 'rating_count']).execute();
  const ratings = await db.selectFrom('backend_ratings').select('summary_id').execute();
  for (const { id, rating_count } of summaries)
    expect(rating_count).toBe(ratings.filter(({ summary_id }) => summary_id === id).length);
}
