import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { addWebhook } from '../../../src/store/webhooks.ts';
import { databases } from '../../support/database.ts';
import { type TestBackend, testBackend } from '../support/backend.ts';
import { person, type TestPerson } from '../support/person.ts';

const State = z.object({ state: z.string() });
const Tree = z.object({
  messages: z.array(
    z.object({
      parent_id: z.string().nullable(),
      is_assistant: z.boolean(),
      rank: z.number().nullable(),
      review_result: z.boolean().nullable(),
      review_count: z.number(),
    }),
  ),
});

const inOrder = [
  'rank_assistant_replies',
  'label_assistant_reply',
  'label_prompter_reply',
  'label_initial_prompt',
  'assistant_reply',
  'prompter_reply',
] as const;

describe.each(databases)('on $name', ({ open }) => {
  test('a community takes a prompt from a blank page to ready_for_export', async () => {
    const db = await open();
    const backend = await testBackend({ db });
    await addWebhook(db, { url: 'https://a.test/', events: [] }, { by: '7', now: 0 });
    const people = Array.from({ length: 14 }, (_, index) => person(backend, `p${index}`));
    await plant(people[0]);
    const states = await workUntilDone(backend, people);
    expect(states).toEqual([
      'initial_prompt_review',
      'prompt_lottery_waiting',
      'growing',
      'ranking',
      'ready_for_export',
    ]);
    const { body } = await backend.call('GET', '/api/v1/frontend_messages/the-prompt/tree');
    const { messages } = Tree.parse(body);
    expect(messages).toHaveLength(12);
    expect(messages.every((message) => message.review_result === true && message.review_count >= 3)).toBe(
      true,
    );
    const siblings = Map.groupBy(
      messages.filter((message) => message.is_assistant),
      (message) => message.parent_id,
    );
    for (const set of siblings.values()) {
      const ranks = set.map(({ rank }) => rank).sort();
      expect(ranks).toEqual(set.length < 2 ? [null] : [...set.keys()]);
    }
    const events = await db.selectFrom('webhook_events').select(['type', 'data']).execute();
    expect(events.map(({ type, data }) => [type, JSON.parse(data).lang])).toEqual([
      ['collection.tree_finished', 'en'],
    ]);
    expect(backend.logged).toEqual([]);
  });

  test('that a tree is finished is told once, however often it is stopped and started', async () => {
    const db = await open();
    const backend = await testBackend({ db, settings: { goalTreeSize: 3, backlogChance: 0 } });
    await addWebhook(db, { url: 'https://a.test/', events: [] }, { by: '7', now: 0 });
    const people = Array.from({ length: 9 }, (_, index) => person(backend, `p${index}`));
    await plant(people[0]);
    const { id } = await db.selectFrom('backend_trees').select('id').executeTakeFirstOrThrow();
    const halt = async (stop: boolean) =>
      State.parse((await backend.call('PUT', `/api/v1/messages/${id}/tree/state?halt=${stop}`)).body).state;
    const told = async () => (await db.selectFrom('webhook_events').select('type').execute()).length;
    await halt(true); // before it was ever finished
    expect(await halt(false)).toBe('initial_prompt_review');
    expect(await workUntilDone(backend, people)).toContain('ready_for_export');
    expect(await told()).toBe(1);
    for (let round = 0; round < 2; round += 1) {
      expect(await halt(true)).toBe('halted_by_moderator');
      expect(await halt(false)).toBe('ready_for_export');
    }
    expect(await halt(false)).toBe('ready_for_export'); // without having been stopped
    expect(await told()).toBe(1);
  });
});

async function plant(author: TestPerson | undefined) {
  if (!author) throw new Error('nobody there');
  const task = await author.take('initial_prompt');
  await author.text(task.acked, 'How do I keep a sourdough starter alive?', 'the-prompt');
}

async function workUntilDone(backend: TestBackend, people: readonly TestPerson[]) {
  const states = new Set<string>();
  for (let round = 0; round < 60; round += 1) {
    for (const somebody of people) {
      const counts = await somebody.availability();
      const type = inOrder.find((kind) => (counts[kind] ?? 0) > 0);
      if (type) await somebody.complete(type);
      const { body } = await backend.call('GET', '/api/v1/frontend_messages/the-prompt/tree/state');
      states.add(State.parse(body).state);
      if (states.has('ready_for_export')) return [...states];
    }
    backend.clock.now += 5 * 60_000;
  }
  return [...states];
}
