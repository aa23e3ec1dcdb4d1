import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { tellDone } from '../../../src/backend/campaigns/done.ts';
import type { Db } from '../../../src/backend/db.ts';
import { untouched } from '../../../src/backend/messages/untouched.ts';
import type { TreeState } from '../../../src/backend/trees/tables.ts';
import { CampaignList, CampaignOutcome } from '../../../src/oasst/campaigns.ts';
import { addWebhook } from '../../../src/store/webhooks.ts';
import { databases } from '../../support/database.ts';
import { testBackend } from '../support/backend.ts';
import { person } from '../support/person.ts';
import { START } from '../support/standalone.ts';

const path = '/api/v1/extensions/campaigns';
const Told = z.object({ campaign_id: z.string(), name: z.string(), reason: z.string() });

/** A backend whose webhook hears of everything, and one campaign. */
async function scene(db: Db, terms: object) {
  const backend = await testBackend({ db });
  await addWebhook(db, { url: 'https://a.test/', events: [] }, { by: '7', now: 0 });
  const call = async (at: string, body: object) =>
    CampaignOutcome.parse((await backend.call('POST', at, { body })).body);
  const none = {
    topic: '',
    languages: [],
    mix: null,
    goal: null,
    opens_at: null,
    closes_at: null,
    role: null,
  };
  const made = await call(path, { name: 'Kitchen', ...none, ...terms });
  if ('refused' in made) throw new Error(made.refused);
  const { id } = made.campaign;
  await person(backend, 'ada').availability();
  const { id: userId } = await db.selectFrom('backend_users').select('id').executeTakeFirstOrThrow();
  return {
    backend,
    id,
    change: (changes: object) => call(`${path}/${id}`, changes),
    end: () => call(`${path}/${id}/end`, {}),
    reopen: () => call(`${path}/${id}/reopen`, {}),
    look: () => tellDone({ db, now: () => backend.clock.now }),
    /** Conversations of it, each with one accepted message. */
    async add(state: TreeState, count = 1) {
      for (const promptId of Array.from({ length: count }, () => crypto.randomUUID()))
        await addTree(db, { promptId, userId }, { state, campaign_id: id });
    },
    /** Why it is done, as front ends are told. */
    async done() {
      const { body } = await backend.call('GET', path);
      return CampaignList.parse(body).campaigns[0]?.done;
    },
    /** Why it was told, each time. */
    async told() {
      const events = await db.selectFrom('webhook_events').select('data').orderBy('created_at').execute();
      return events.map(({ data }) => Told.parse(JSON.parse(data)).reason);
    },
  };
}

async function addTree(
  db: Db,
  { promptId: id, userId }: { promptId: string; userId: string },
  about: { state: TreeState; campaign_id: string },
): Promise<void> {
  const fresh = { goal_size: 9, max_depth: 5, max_children: 3, origin: null, won_lottery_at: null };
  const tree = { id, lang: 'en', created_at: 0, prompt_votes: 0, ...fresh, ...about };
  await db.insertInto('backend_trees').values(tree).execute();
  const place = { tree_id: id, parent_id: null, depth: 0, queue: 'en', is_assistant: 0, lang: 'en' };
  const author = { client: 'default', user_id: userId, frontend_message_id: id, task_id: null };
  const judged = { created_at: 0, review_count: 1, review_result: 1 };
  await db
    .insertInto('backend_messages')
    .values({ ...untouched, id, text: 'How?', ...place, ...author, ...judged })
    .execute();
}

describe.each(databases)('on $name', ({ open }) => {
  test('a campaign whose last day is over is told of once, and not before', async () => {
    const { backend, look, told, done } = await scene(await open(), { closes_at: START + 60_000 });
    backend.clock.now += 59_999;
    await look();
    expect(await told()).toEqual([]);
    expect(await done()).toBeNull();
    backend.clock.now += 1;
    await Promise.all([look(), look()]);
    await look();
    expect(await told()).toEqual(['date']);
    expect(await done()).toBe('date');
  });

  test('one that is to have conversations is done when they are finished', async () => {
    const { add, look, told } = await scene(await open(), { goal: { of: 'trees', count: 2 } });
    await add('growing', 3);
    await add('ready_for_export');
    await look();
    expect(await told()).toEqual([]);
    await add('ready_for_export');
    await look();
    expect(await told()).toEqual(['goal']);
  });

  test('one that is to have messages is done when so many are accepted, and again when it was to have more', async () => {
    const { add, change, look, told } = await scene(await open(), { goal: { of: 'messages', count: 2 } });
    await add('growing', 2);
    await look();
    expect(await told()).toEqual(['goal']);
    await change({ topic: 'Soup.' });
    await look();
    expect(await told()).toEqual(['goal']);
    await change({ goal: { of: 'messages', count: 3 } });
    await look();
    expect(await told()).toEqual(['goal']);
    await add('growing');
    await look();
    expect(await told()).toEqual(['goal', 'goal']);
  });

  test('what an owner ended is told as that, and no more when its day comes', async () => {
    const { backend, end, reopen, look, told } = await scene(await open(), { closes_at: START + 60_000 });
    await end();
    await end();
    backend.clock.now += 60_000;
    await look();
    expect(await told()).toEqual(['owner']);
    await reopen();
    await look();
    expect(await told()).toEqual(['owner', 'date']);
    await end();
    expect(await told()).toEqual(['owner', 'date']);
  });

  test('one without a goal and a last day goes on', async () => {
    const { add, look, told } = await scene(await open(), {});
    await add('ready_for_export', 3);
    await look();
    expect(await told()).toEqual([]);
  });
});
