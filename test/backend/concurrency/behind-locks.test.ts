import { describe, expect, test } from 'vitest';
import { createCampaign } from '../../../src/backend/campaigns/change.ts';
import { tellDone } from '../../../src/backend/campaigns/done.ts';
import type { Backend } from '../../../src/backend/context.ts';
import type { Trx } from '../../../src/backend/db.ts';
import { recount } from '../../../src/backend/moderation/merging/recount.ts';
import { eraseSummaries } from '../../../src/backend/personal-data/erase-summaries.ts';
import { removeSamples } from '../../../src/backend/samples/remove.ts';
import { seedSamples } from '../../../src/backend/samples/seed.ts';
import { lockTree } from '../../../src/backend/trees/trees.ts';
import { ensureUser, lockUser } from '../../../src/backend/users/people.ts';
import { nameKey } from '../../../src/oasst/campaigns.ts';
import { oneAtATime } from '../../../src/store/one-at-a-time.ts';
import { databases } from '../../support/database.ts';
import { behindLock } from '../../support/lock-wait.ts';
import { testBackend } from '../support/backend.ts';
import { checkCollection } from '../support/invariants.ts';
import { person } from '../support/person.ts';
import { START } from '../support/standalone.ts';

const client = { name: 'bot', trusted: true };
const samples = { samples: true, settings: { drawsPerTaskRequest: 0 } };
const terms = {
  name: 'Kitchen',
  topic: '',
  languages: [],
  mix: null,
  goal: null,
  opens_at: null,
  closes_at: null,
  role: null,
};

describe.each(databases)('who waits for another process, on $name', ({ open, name }) => {
  const check = test.skipIf(name === 'SQLite'); // where nobody waits with something read
  const parts = (db: Backend['db']) =>
    ({ db, now: () => START, newId: () => crypto.randomUUID() }) as Backend; // all that is asked of it here
  async function collection() {
    const db = await open();
    const backend = await testBackend({ db, ...samples });
    const ada = person(backend, 'ada');
    await ada.availability();
    const { id: adaId } = await db
      .selectFrom('backend_users')
      .select('id')
      .where('username', '=', 'ada')
      .executeTakeFirstOrThrow();
    return { db, backend, ada, adaId };
  }

  check('and answers, is refused when they were kept out meanwhile', async () => {
    const { db, backend, ada, adaId } = await collection();
    const { acked } = await ada.take('initial_prompt');
    const banning = async (tx: Trx) => {
      await lockUser(tx, adaId);
      await tx.updateTable('backend_users').set({ enabled: 0 }).where('id', '=', adaId).execute();
    };
    const reply = await behindLock(db, banning, () => ada.text(acked, 'What is bread made of?'));
    expect(reply).toMatchObject({ status: 503, body: { error_code: 4001 } });
    const written = db.selectFrom('backend_messages').select('id').where('user_id', '=', adaId);
    expect(await written.execute()).toEqual([]);
    expect(backend.logged).toEqual([]);
  });

  test('and says the same twice, in answer to two tasks at once, has it taken once', async () => {
    const { db, ada, adaId } = await collection();
    const tasks = [await ada.take('initial_prompt'), await ada.take('initial_prompt')];
    const both = () => Promise.all(tasks.map(({ acked }) => ada.text(acked, 'What is bread made of?')));
    const replies = await (name === 'SQLite' ? both() : behindLock(db, (tx) => lockUser(tx, adaId), both, 2));
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 400]);
    expect(replies.find(({ status }) => status === 400)?.body).toMatchObject({ error_code: 1009 });
    const written = db.selectFrom('backend_messages').select('id').where('user_id', '=', adaId);
    expect(await written.execute()).toHaveLength(1);
    const open = db.selectFrom('backend_tasks').select('id').where('done_at', 'is', null);
    expect(await open.where('user_id', '=', adaId).execute()).toHaveLength(1); // what was refused can be mended
  });

  check('and skips, skips nothing that was answered meanwhile', async () => {
    const { db, ada } = await collection();
    const { id } = await ada.take('assistant_reply');
    const answering = (tx: typeof db) =>
      tx.updateTable('backend_tasks').set({ done_at: START }).where('id', '=', id).execute();
    const reply = await behindLock(db, answering, () => ada.nack(id));
    expect(reply).toMatchObject({ status: 400, body: { error_code: 2105 } });
    const task = db.selectFrom('backend_tasks').select('skipped_at').where('id', '=', id);
    expect(await task.executeTakeFirst()).toEqual({ skipped_at: null });
  });

  check('and wants to reply, gets nothing that wants no reply any more', async () => {
    const { db, ada } = await collection();
    const replying = (tx: typeof db) => tx.updateTable('backend_messages').set({ wanted: null }).execute();
    const reply = await behindLock(db, replying, () => ada.request('assistant_reply'));
    expect(reply).toMatchObject({ status: 503, body: { error_code: 1006 } });
  });

  check('and wants to rate, gets no summary that its author has just taken back', async () => {
    const { db, backend, ada } = await collection();
    const takingBack = (tx: typeof db) => tx.deleteFrom('backend_summaries').execute();
    const reply = await behindLock(db, takingBack, () => ada.request('rate_summary'));
    expect(reply).toMatchObject({ status: 503, body: { error_code: 1006 } });
    expect(backend.logged).toEqual([]);
  });

  check('and wants to label, gets no message that its author has just taken back', async () => {
    const { db, ada } = await collection();
    const takingBack = async (tx: typeof db) => {
      await tx.selectFrom('backend_messages').select('id').forUpdate().execute();
      await tx.updateTable('backend_messages').set({ deleted: 1, wanted: null }).execute();
    };
    const reply = await behindLock(db, takingBack, () => ada.request('label_assistant_reply'));
    expect(reply).toMatchObject({ status: 503, body: { error_code: 1006 } });
  });

  check('and counts ratings anew, counts the one that was just given', async () => {
    const { db, adaId } = await collection();
    const { id } = await db.selectFrom('backend_summaries').select('id').executeTakeFirstOrThrow();
    const rating = async (tx: typeof db) => {
      const given = { summary_id: id, user_id: adaId, task_id: null, rating: 3, created_at: START };
      await tx.insertInto('backend_ratings').values(given).execute();
      await tx
        .updateTable('backend_summaries')
        .set(({ eb }) => ({ rating_count: eb('rating_count', '+', 1) }))
        .where('id', '=', id)
        .execute();
    };
    const dropped = { reviewed: [], ranked: [], votedOn: [], rated: [id] };
    await behindLock(db, rating, () => db.transaction().execute((trx) => recount(trx, dropped)));
    await checkCollection(db);
  });

  check('and erases somebody’s summaries, counts one that they took back just then once', async () => {
    const { db, ada, adaId } = await collection();
    await ada.complete('summarize_story');
    const own = await db
      .selectFrom('backend_summaries')
      .select(['id', 'story_id'])
      .where('user_id', '=', adaId)
      .executeTakeFirstOrThrow();
    const story = db.selectFrom('backend_stories').select('summary_count').where('id', '=', own.story_id);
    const { summary_count: before } = await story.executeTakeFirstOrThrow();
    const takingBack = async (tx: typeof db) => {
      await tx.deleteFrom('backend_summaries').where('id', '=', own.id).execute();
      await tx
        .updateTable('backend_stories')
        .set({ summary_count: before - 1 })
        .where('id', '=', own.story_id)
        .execute();
    };
    const erasing = () => db.transaction().execute((trx) => eraseSummaries(trx, adaId, START));
    expect(await behindLock(db, takingBack, erasing)).toBe(0);
    expect(await story.executeTakeFirst()).toEqual({ summary_count: before - 1 });
  });

  check('and removes the samples, keeps them when somebody has just added to them', async () => {
    const { db, adaId } = await collection();
    const { id } = await db
      .selectFrom('backend_trees')
      .select('id')
      .where('origin', '=', 'samples')
      .executeTakeFirstOrThrow();
    const adding = async (tx: Trx) => {
      await lockTree(tx, id);
      await tx
        .insertInto('backend_emojis')
        .values({ message_id: id, user_id: adaId, emoji: '+1', created_at: START })
        .execute();
    };
    expect(await behindLock(db, adding, () => removeSamples(db, false, START))).toMatchObject({
      removed: false,
      account: { additions: { reactions: 1 } },
    });
  });

  test('two processes that begin with the samples at once put them there once', async () => {
    const db = await open();
    const both = await Promise.all([seedSamples(db, () => START), seedSamples(db, () => START)]);
    expect(both.sort()).toEqual([false, true]);
  });

  check('and begins a campaign, gives it no name that looks like one begun just then', async () => {
    const db = await open();
    const backend = parts(db);
    const beginning = async (tx: typeof db) => {
      await oneAtATime(tx, 'campaigns');
      const row = { ...terms, languages: '[]', name_key: nameKey(terms.name), goal_of: null };
      const { role: _, ...rest } = row;
      await tx
        .insertInto('backend_campaigns')
        .values({
          ...rest,
          id: 'first',
          created_at: START,
          role_id: null,
          role_guild_id: null,
          ended_at: null,
          told: null,
        })
        .execute();
    };
    const alike = { ...terms, name: '\u041aitchen' }; // with a Cyrillic letter
    expect(await behindLock(db, beginning, () => createCampaign(backend, 'x:7', alike))).toEqual({
      refused: 'name_taken',
    });
  });

  check('and tells that a campaign is over, tells nothing of one that was just given more time', async () => {
    const db = await open();
    await createCampaign(parts(db), 'x:7', { ...terms, closes_at: START + 1 });
    const prolonging = (tx: typeof db) =>
      tx
        .updateTable('backend_campaigns')
        .set({ closes_at: START + 9 })
        .execute();
    await behindLock(db, prolonging, () => tellDone({ db, now: () => START + 2 }));
    const told = db.selectFrom('backend_campaigns').select('told');
    expect(await told.executeTakeFirst()).toEqual({ told: null });
  });

  check('and has another name now, leaves none with an account whose name was just taken off', async () => {
    const { db, adaId } = await collection();
    const unlinking = (tx: typeof db) =>
      tx
        .updateTable('backend_users')
        .set({ username: `unlinked_${adaId}`, display_name: 'Unlinked User' })
        .where('id', '=', adaId)
        .execute();
    const coming = { id: 'ada', display_name: 'Countess', auth_method: 'discord' as const };
    await behindLock(db, unlinking, () => ensureUser(parts(db), client, coming, 1));
    const account = db.selectFrom('backend_users').select('display_name').where('id', '=', adaId);
    expect(await account.executeTakeFirst()).toEqual({ display_name: 'Unlinked User' });
  });

  check('and is new, is who another process has added just then, and its transaction goes on', async () => {
    const { db } = await collection();
    const coming = { id: 'ben', display_name: 'Ben', auth_method: 'discord' as const };
    let id = '';
    const adding = async (tx: Trx) => {
      ({ id } = await ensureUser({ ...parts(db), db: tx }, client, coming, 1));
    };
    const found = await behindLock(db, adding, () =>
      db.transaction().execute(async (trx) => {
        const { id: theirs } = await ensureUser(
          { ...parts(db), db: trx, newId: () => 'other' },
          client,
          coming,
          1,
        );
        return await trx.selectFrom('backend_users').select('id').where('id', '=', theirs).execute();
      }),
    );
    expect(found).toEqual([{ id }]);
  });
});
