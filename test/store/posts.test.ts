import { describe, expect, test } from 'vitest';
import { postQueue } from '../../src/store/post-queue.ts';
import { findPost, putPost, removePost } from '../../src/store/posts.ts';
import { databases } from '../support/database.ts';
import { NOW } from '../support/stored.ts';

const LEASE = NOW + 60_000;
const payload = { embeds: [], components: [] };
const post = { id: 'p', channelId: '7', payload, whenDeleted: 'recreate' as const };
const shown = { is: 'shown' as const, messageId: 'm', version: 1 };

describe.each(databases)('posts on $name', ({ open }) => {
  async function scene() {
    const db = await open();
    const queue = postQueue(db);
    const take = async (now = NOW) => {
      const leased = await queue.lease('p', now, now + 60_000);
      if (!leased) throw new Error('It was not to be had');
      return leased;
    };
    return { db, queue, take, find: () => findPost(db, 'p') };
  }

  test('wait under their names, with a nonce of at most 25 characters', async () => {
    const { db, queue, find } = await scene();
    await putPost(db, post, NOW);
    expect(await find()).toMatchObject({ state: 'waiting', version: 1, sent_version: 0, message_id: null });
    expect((await find())?.nonce).toMatch(/^[0-9a-f]{25}$/);
    expect(await queue.due(NOW, 5)).toEqual(['p']);
    expect(await queue.due(NOW - 1, 5)).toEqual([]);
    expect(await queue.nextDue(NOW - 1)).toBe(NOW);
  });

  test('belong to the transaction that wants them', async () => {
    const { db, find } = await scene();
    const failing = db.transaction().execute(async (tx) => {
      await putPost(tx, post, NOW);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await find()).toBeUndefined();
  });

  test('stay in their channels', async () => {
    const { db, find } = await scene();
    await putPost(db, post, NOW);
    await expect(putPost(db, { ...post, channelId: '8' }, NOW)).rejects.toThrow(RangeError);
    expect(await find()).toMatchObject({ channel_id: '7', version: 1 });
  });

  test('are in one pair of hands at a time', async () => {
    const { db, queue } = await scene();
    await putPost(db, post, NOW);
    const hands = await Promise.all([1, 2, 3].map(() => queue.lease('p', NOW, LEASE)));
    expect(hands.filter(Boolean)).toHaveLength(1);
    expect(await queue.due(LEASE - 1, 5)).toEqual([]);
    expect(await queue.nextDue(LEASE - 1)).toBeUndefined();
    expect(await queue.lease('p', LEASE - 1, LEASE)).toBeUndefined();
    expect(await queue.lease('p', LEASE, LEASE + 1)).toMatchObject({ attempts: 2, fence: 2 });
  });

  test('are not ended by an attempt that another one has overtaken', async () => {
    const { db, queue, take, find } = await scene();
    await putPost(db, post, NOW);
    const slow = await take();
    const quick = await take(LEASE);
    for (const outcome of [
      { is: 'later', notBefore: LEASE + 9, certain: true },
      { is: 'failed', why: 'refused', certain: true },
      { is: 'gone' },
      shown,
    ] as const) {
      await queue.conclude(slow, outcome, LEASE);
    }
    expect(await find()).toMatchObject({ state: 'waiting', message_id: null, leased_until: LEASE + 60_000 });
    await queue.conclude(quick, shown, LEASE);
    expect(await find()).toMatchObject({ state: 'posted', message_id: 'm', leased_until: 0 });
    await removePost(db, 'p', LEASE);
    await queue.conclude(slow, { is: 'removed' }, LEASE);
    expect(await find()).toBeDefined();
  });

  test('remember since when, and in which form, they may have been created', async () => {
    const { db, queue, take } = await scene();
    await putPost(db, post, NOW);
    const first = await take();
    const doubt = { since: NOW, version: 1, payload: JSON.stringify(payload) };
    expect(first.doubt).toEqual({ ...doubt, isNew: true });
    await putPost(db, { ...post, payload: { ...payload, content: 'x' } }, NOW + 1);
    const second = await take(LEASE);
    expect(second).toMatchObject({ version: 2, nonce: first.nonce, doubt: { ...doubt, isNew: false } });
    await queue.conclude(second, { is: 'later', notBefore: LEASE, certain: true }, LEASE);
    expect((await take(LEASE)).doubt).toEqual({ ...doubt, isNew: false });
  });

  test('are free of doubt after an attempt that has certainly created nothing', async () => {
    const { db, queue, take } = await scene();
    await putPost(db, post, NOW);
    await queue.conclude(await take(), { is: 'later', notBefore: NOW + 5, certain: true }, NOW);
    expect((await take(NOW + 5)).doubt).toMatchObject({ since: NOW + 5, isNew: true });
  });

  test('that failed wait again when they are put, changed or not', async () => {
    const { db, queue, take, find } = await scene();
    await putPost(db, post, NOW);
    await queue.conclude(await take(), { is: 'failed', why: 'no_permission', certain: true }, NOW);
    expect(await find()).toMatchObject({ state: 'failed', failure: 'no_permission' });
    expect(await queue.due(NOW, 5)).toEqual([]);
    await putPost(db, post, NOW);
    expect(await find()).toMatchObject({ state: 'waiting', failure: null, attempts: 0 });
  });

  test('that are changed while an attempt fails are tried again', async () => {
    const { db, queue, take, find } = await scene();
    await putPost(db, post, NOW);
    const attempt = await take();
    await putPost(db, { ...post, payload: { ...payload, content: 'x' } }, NOW);
    await queue.conclude(attempt, { is: 'failed', why: 'refused', certain: true }, NOW);
    expect(await find()).toMatchObject({ state: 'waiting', leased_until: 0 });
  });

  test('that are gone are written anew, under another nonce', async () => {
    const { db, queue, take, find } = await scene();
    await putPost(db, post, NOW);
    const { nonce } = (await find()) ?? {};
    await queue.conclude(await take(), shown, NOW);
    await putPost(db, { ...post, payload: { ...payload, content: 'x' } }, NOW);
    await queue.conclude(await take(), { is: 'gone' }, NOW);
    expect(await find()).toMatchObject({ state: 'waiting', message_id: null, sent_version: 0 });
    expect((await find())?.nonce).not.toBe(nonce);
  });

  test('that are not there can be removed without harm', async () => {
    const { db, queue } = await scene();
    await removePost(db, 'p', NOW);
    expect(await queue.due(NOW, 5)).toEqual([]);
  });
});
