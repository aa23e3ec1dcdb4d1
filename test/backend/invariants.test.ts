import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Db } from '../../src/backend/db.ts';
import type { TreeState } from '../../src/backend/trees/tables.ts';
import { taskTypes } from '../../src/oasst/protocol.ts';
import { Task } from '../../src/oasst/tasks.ts';
import { memoryDatabase } from '../support/database.ts';
import { type TestBackend, testBackend } from './support/backend.ts';
import { waiting } from './support/imported.ts';
import { checkCollection, reachable, treeStatesOf } from './support/invariants.ts';
import { freshId, person, type TestPerson } from './support/person.ts';

type Held = { owner: number; task: Task & { acked: string } };
type World = {
  backend: TestBackend;
  people: TestPerson[];
  held: Held[];
  states: Map<string, TreeState>;
  /** Trees that a moderator stopped or started since the states were looked at. */
  moderated: Set<string>;
};
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
  { weight: 1, arbitrary: which.map((at) => answerWrongly(at)) },
  { weight: 1, arbitrary: which.map((at) => judgeHarshly(at)) },
  { weight: 1, arbitrary: which.map((at) => skip(at)) },
  { weight: 1, arbitrary: fc.tuple(which, who).map(([at, by]) => flag(at, by)) },
  { weight: 1, arbitrary: fc.tuple(which, who).map(([at, by]) => react(at, by)) },
  { weight: 1, arbitrary: fc.tuple(which, fc.boolean()).map(([at, halt]) => stopOrStart(at, halt)) },
  { weight: 1, arbitrary: fc.tuple(which, fc.boolean()).map(([at, back]) => deleteOrNot(at, back)) },
  { weight: 1, arbitrary: fc.tuple(which, who).map(([at, by]) => edit(at, by)) },
  { weight: 1, arbitrary: fc.tuple(who, fc.boolean()).map(([by, enabled]) => ban(by, enabled)) },
  { weight: 1, arbitrary: fc.tuple(who, who).map(([from, to]) => merge(from, to)) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 300 }).map((minutes) => wait(minutes)) },
);

let opened: Db[] = [];
afterEach(async () => {
  for (const db of opened) await db.destroy();
  opened = [];
});

const small = {
  reviewsForPrompt: 1,
  reviewsForReply: 1,
  rankingsNeeded: 1,
  goalTreeSize: 4,
  maxChildren: 2,
  redFlagLimit: 2,
  skipLimit: 3,
  backlogChance: 0.5,
};
const unlimited = { most: 1e9, ms: 1 };
const limits = {
  person: unlimited,
  assistantReply: unlimited,
  prompterReply: unlimited,
  withoutPerson: unlimited,
};

describe('after any sequence of valid and invalid calls', () => {
  test('counts equal rows, nobody answered twice, no message stands under a refused one, trees followed their arrows', {
    timeout: 240_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(steps, { minLength: 40, maxLength: 140 }),
        fc.integer(),
        async (sequence, seed) => {
          const db = await memoryDatabase();
          opened.push(db);
          const backend = await testBackend({ db, seed, samples: true, settings: { ...small, limits } });
          for (const [name, answers] of [2, 3, 1].entries())
            await waiting(backend, String(name + 1), answers);
          const people = Array.from({ length: 5 }, (_, index) => person(backend, `p${index}`));
          const states = await treeStatesOf(db);
          const world: World = { backend, people, held: [], states, moderated: new Set() };
          for (const step of sequence) {
            await step(world);
            await checkArrows(world);
          }
          await checkCollection(db);
          expect(backend.logged).toEqual([]);
        },
      ),
      { numRuns: 14, seed: 20_261_122 },
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
    for (const { status } of replies) expect([200, 400, 503]).toContain(status);
    expect(replies.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1);
  };
}

function answerAs(at: number, by: number): Step {
  return async ({ people, held }) => {
    const { owner, task } = held[at % held.length] ?? {};
    const somebody = people[by];
    if (!somebody || !task || by === owner) return;
    expect([400, 503]).toContain((await somebody.answerTo(task, `Not mine ${task.id}`)).status);
  };
}

/** Sends every kind of answer that does not fit the task. */
function answerWrongly(at: number): Step {
  return async ({ people, held }) => {
    const { owner, task } = held[at % held.length] ?? {};
    const somebody = owner === undefined ? undefined : people[owner];
    if (!somebody || !task) return;
    const wrong = [
      ...(task.type.startsWith('rank_') ? [] : [somebody.ranking(task.acked, [0, 1])]),
      ...(task.type.startsWith('label_') ? [] : [somebody.labels(task.id, task.id, { spam: 0 })]),
      ...(task.type === 'rate_summary' ? [] : [somebody.rating(task.acked, 3)]),
      somebody.text(task.acked, 'x'.repeat(2_001)),
      somebody.text('never-acked', 'A text for nothing'),
    ];
    for (const { status } of await Promise.all(wrong)) expect([400, 404, 503]).toContain(status);
  };
}

function judgeHarshly(at: number): Step {
  return async ({ people, held }) => {
    const { owner, task } = held[at % held.length] ?? {};
    const somebody = owner === undefined ? undefined : people[owner];
    if (!somebody || !task || !('message_id' in task)) return;
    const { status } = await somebody.labels(task.id, task.message_id, { spam: 1 });
    expect([200, 400, 503]).toContain(status);
  };
}

function skip(at: number): Step {
  return async ({ people, held }) => {
    const { owner, task } = held[at % held.length] ?? {};
    const somebody = owner === undefined ? undefined : people[owner];
    if (!somebody || !task) return;
    expect([204, 400, 503]).toContain((await somebody.nack(task.id)).status);
  };
}

async function messageAt({ backend }: World, at: number) {
  const messages = await backend.db
    .selectFrom('backend_messages')
    .select(['id', 'tree_id'])
    .orderBy('id')
    .execute();
  const message = messages[at % messages.length];
  if (!message) throw new Error('there are samples');
  return message;
}

function flag(at: number, by: number): Step {
  return async (world) => {
    const { id } = await messageAt(world, at);
    const body = { user: world.people[by]?.user, message_id: id, text: '', labels: {}, is_report: true };
    expect([204, 503]).toContain((await world.backend.call('POST', '/api/v1/text_labels/', { body })).status);
  };
}

function react(at: number, by: number): Step {
  return async (world) => {
    const { id } = await messageAt(world, at);
    const emoji = (['_skip_reply', '+1', '-1', '_skip_labeling', 'red_flag'] as const)[at % 5];
    const body = { user: world.people[by]?.user, emoji };
    const { status } = await world.backend.call('POST', `/api/v1/messages/${id}/emoji`, { body });
    expect([202, 503]).toContain(status);
  };
}

function stopOrStart(at: number, halt: boolean): Step {
  return async (world) => {
    const { id, tree_id } = await messageAt(world, at);
    world.moderated.add(tree_id);
    const { status } = await world.backend.call('PUT', `/api/v1/messages/${id}/tree/state?halt=${halt}`);
    expect(status).toBe(200);
  };
}

function deleteOrNot(at: number, back: boolean): Step {
  return async (world) => {
    const { id } = await messageAt(world, at);
    const { status } = await (back
      ? world.backend.call('PUT', `/api/v1/messages/${id}/undelete`)
      : world.backend.call('DELETE', `/api/v1/messages/${id}`));
    expect(back ? [202, 400] : [204]).toContain(status);
  };
}

function edit(at: number, by: number): Step {
  return async (world) => {
    const { id } = await messageAt(world, at);
    const body = { user: world.people[by]?.user, new_content: `Edited at ${at}` };
    const { status } = await world.backend.call('POST', `/api/v1/messages/${id}/edit`, { body });
    expect([200, 503]).toContain(status);
  };
}

function ban(by: number, enabled: boolean): Step {
  return async ({ backend, people }) => {
    const body = { ...people[by]?.user, enabled: enabled || by < 3 }; // somebody must go on
    expect((await backend.call('POST', '/api/v1/frontend_users/', { body })).status).toBe(200);
  };
}

/** Two people turn out to be one, who goes on with the open tasks of both; somebody new takes the other's place. */
function merge(from: number, to: number): Step {
  return async (world) => {
    const { backend, held } = world;
    const [source, destination] = [await idOf(world, from), await idOf(world, to)];
    if (!source || !destination) return;
    const body = { destination_user_id: destination, source_user_ids: [source] };
    expect((await backend.call('POST', '/api/v1/admin/merge_users', { body })).status).toBe(204);
    if (source === destination) return;
    world.held = held.map((each) => (each.owner === from ? { ...each, owner: to } : each));
    world.people = world.people.with(from, person(backend, freshId('p')));
  };
}

async function idOf({ backend, people }: World, index: number) {
  const { body } = await backend.call('GET', `/api/v1/frontend_users/discord/${people[index]?.id}`);
  return z.object({ user_id: z.string() }).safeParse(body).data?.user_id;
}

function wait(minutes: number): Step {
  return async ({ backend }) => {
    backend.clock.now += minutes * 60_000;
  };
}

async function checkArrows(world: World) {
  const now = await treeStatesOf(world.backend.db);
  for (const [id, state] of now) {
    const before = world.states.get(id) ?? 'initial_prompt_review';
    if (state === before) continue;
    const allowed = world.moderated.has(id) ? byModerator(before) : reachable(before);
    expect(allowed, `${before} → ${state}`).toContain(state);
  }
  world.states = now;
  world.moderated.clear();
}

/** A moderator stops any tree, and starts it in review or growing; what waits for the lottery only stops. */
function byModerator(before: TreeState): TreeState[] {
  const started = (['initial_prompt_review', 'growing'] as const).flatMap((to) => [to, ...reachable(to)]);
  return ['halted_by_moderator', ...(before === 'prompt_lottery_waiting' ? [] : started)];
}
