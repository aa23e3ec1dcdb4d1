import { describe, expect, test } from 'vitest';
import { addModerator, MOST_MODERATORS } from '../../src/collection/team/moderators.ts';
import { oneAtATime } from '../../src/store/one-at-a-time.ts';
import { enqueue } from '../../src/store/outbox.ts';
import { forgetPerson } from '../../src/store/own-rows.ts';
import { ownTexts, proposeText, putUpText } from '../../src/store/own-texts.ts';
import { holdNames, meetPerson, setNamed } from '../../src/store/people.ts';
import { findPost, putPost } from '../../src/store/posts.ts';
import { purgePosts } from '../../src/store/purge-posts.ts';
import { thankNoMore } from '../../src/store/thanks.ts';
import { addWebhook, announce, disableWebhook, distribute } from '../../src/store/webhooks.ts';
import { forgetSessions } from '../../src/tasks/session/erase.ts';
import { databases } from '../support/database.ts';
import { behindLock } from '../support/lock-wait.ts';
import { NOW, withTask } from '../support/stored.ts';

const [ADA, BEN] = [
  { id: '101', name: 'Ada' },
  { id: '102', name: 'Ben' },
];
const weekly = (...thanked: { id: string; name: string }[]) => ({
  id: 'weekly:1:2:3',
  channelId: '2',
  payload: { embeds: [{ fields: [{ value: thanked.map(({ name }) => name).join(', ') }] }], thanked },
  whenDeleted: 'stop' as const,
});

describe.each(databases)('who waits for another process, on $name', ({ open, name }) => {
  const check = test.skipIf(name === 'SQLite'); // where nobody waits with something read

  async function named() {
    const db = await open();
    for (const { id, name } of [ADA, BEN]) {
      await meetPerson(db, { id, name }, NOW);
      await setNamed(db, id, true, NOW);
    }
    return db;
  }
  const thanks = async (db: Awaited<ReturnType<typeof open>>) =>
    JSON.parse((await findPost(db, weekly().id))?.payload ?? '{}');

  check('and wants to be named no more, leaves nobody named who wanted the same just then', async () => {
    const db = await named();
    await putPost(db, weekly(ADA, BEN), NOW);
    await behindLock(
      db,
      (tx) => thankNoMore(tx, ADA.id, NOW),
      () => setNamed(db, BEN.id, false, NOW),
    );
    expect(await thanks(db)).toEqual({ embeds: [{ fields: [] }], thanked: [], between: ', ' });
  });

  check('and wants to be named no more, is not named by what was about to name them', async () => {
    const db = await named();
    const naming = async (tx: typeof db) => {
      const agreed = await holdNames(tx, [ADA.id, BEN.id]);
      await putPost(tx, weekly(...[...agreed].map(([id, name]) => ({ id, name }))), NOW);
    };
    await behindLock(db, naming, () => setNamed(db, ADA.id, false, NOW));
    expect(await thanks(db)).toMatchObject({ thanked: [BEN] });
  });

  check('and names people, names nobody who has just taken that back', async () => {
    const db = await named();
    const takingBack = (tx: typeof db) =>
      tx.updateTable('people').set({ named_at: null }).where('id', '=', ADA.id).execute();
    const agreed = await behindLock(db, takingBack, () =>
      db.transaction().execute((tx) => holdNames(tx, [ADA.id, BEN.id])),
    );
    expect([...agreed]).toEqual([[BEN.id, BEN.name]]);
  });

  check('and forgets somebody, forgets the answer that they were just sending, too', async () => {
    const db = await open();
    const taskId = await withTask(db, ADA.id, 1);
    const sending = async (tx: typeof db) => {
      await tx.updateTable('sessions').set({ state: 'sending' }).where('task_id', '=', taskId).execute();
      await enqueue(tx, { kind: 'answer', taskId, queueKey: taskId, body: {} }, NOW);
    };
    const wish = { forgetSessions, delivered: false, now: NOW };
    expect(await behindLock(db, sending, () => forgetPerson(db, ADA.id, wish))).toBe(true);
    expect(await db.selectFrom('outbox').select('id').execute()).toEqual([]);
    expect(await db.selectFrom('sessions').select('task_id').execute()).toEqual([]);
  });

  check('and puts a text up, gives it the version behind that of another', async () => {
    const db = await open();
    const [first, second] = [
      await proposeText(db, { kind: 'consent', lang: 'de', text: 'Eins', by: 'ada' }, NOW),
      await proposeText(db, { kind: 'consent', lang: 'en', text: 'Two', by: 'ben' }, NOW),
    ];
    const puttingUp = async (tx: typeof db) => {
      await oneAtATime(tx, 'own texts');
      await tx.updateTable('own_texts').set({ version: 1 }).where('id', '=', first).execute();
    };
    const by = { by: 'ben', now: NOW };
    expect(await behindLock(db, puttingUp, () => putUpText(db, second, { asksAgain: false }, by))).toBe(true);
    expect((await ownTexts(db, 'consent')).map(({ text }) => text)).toEqual(['Eins', 'Two']);
  });

  check('and names a moderator, names none beyond the most there may be', async () => {
    const db = await open();
    const by = { by: '7', now: NOW };
    const moderator = (id: number) => ({ kind: 'person' as const, id: String(id), guild_id: '' });
    for (let id = 1; id < MOST_MODERATORS; id += 1) await addModerator(db, moderator(id), by);
    const naming = async (tx: typeof db) => {
      await oneAtATime(tx, 'moderators');
      await tx
        .insertInto('moderators')
        .values({ ...moderator(MOST_MODERATORS), added_by: '8', added_at: NOW })
        .execute();
    };
    expect(await behindLock(db, naming, () => addModerator(db, moderator(99), by))).toBe('full');
  });

  check(
    'and sends events on their way, puts none into the queue of an address that was just given up',
    async () => {
      const db = await open();
      const { id } = await addWebhook(db, { url: 'https://a.test/', events: [] }, { by: '7', now: NOW });
      const data = { tree_id: 't', lang: 'en' };
      await announce(db, { type: 'collection.tree_finished', data }, NOW);
      const givingUp = (tx: typeof db) => disableWebhook(tx, id, NOW);
      expect(await behindLock(db, givingUp, () => distribute(db, NOW))).toBe(1);
      expect(await db.selectFrom('outbox').select('id').execute()).toEqual([]);
    },
  );

  check(
    'and takes somebody’s words out of channels, leaves a post that says something else by now',
    async () => {
      const db = await open();
      const post = (content: string) => ({
        ...weekly(),
        id: 'case:1:2',
        payload: { content },
      });
      await putPost(db, post('what somebody has written'), NOW);
      const changing = (tx: typeof db) => putPost(tx, post('nothing any more'), NOW);
      const purging = () => purgePosts(db, ['what somebody has written'], NOW);
      expect(await behindLock(db, changing, purging)).toBe(false);
      expect(await findPost(db, 'case:1:2')).toMatchObject({
        wanted: 'shown',
        payload: expect.stringContaining('nothing'),
      });
      expect(await purging()).toBe(true);
    },
  );
});
