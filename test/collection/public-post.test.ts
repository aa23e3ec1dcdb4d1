import { describe, expect, test } from 'vitest';
import { findPost } from '../../src/store/posts.ts';
import { botWith } from '../support/bot.ts';
import { refusal } from '../support/scripted-backend.ts';
import { waitFor } from '../support/wait-for.ts';

const MINUTE = 60_000;

/** Progress as a backend says it. */
const progress = (finished: number, goal: number) => ({
  goal,
  trees: { ready_for_export: finished, growing: 3 },
  languages: [],
  days: [{ day: '2026-03-01', messages: 12 }],
  wanted: {},
});

/** A server whose manager has put the public message into #tasks, with those who read it. */
async function house() {
  const scene = await botWith([]);
  const { sandbox, backend, clock, db } = scene;
  const post = () => findPost(db, postId);
  const mia = sandbox.person('Mia', { manager: true });
  const zoe = sandbox.person('Zoe').go('tasks');
  const liv = sandbox.person('Liv');
  const channelId = sandbox.channels.idOf('tasks');
  const postId = `public:${sandbox.guildId}:${channelId}`;
  let current: object | undefined = progress(1, 0);
  const answer = (): Response => {
    backend.answer('progress', answer);
    return current ? Response.json(current) : refusal(500, 0);
  };
  backend.answer('progress', answer);
  await mia.command('setup');
  await mia.select('v1:server:post:', channelId);
  const edits = () =>
    sandbox.requests
      .all()
      .filter(({ method, path, status }) => method === 'PATCH' && path.includes(channelId) && status === 200)
      .length;
  return {
    ...scene,
    mia,
    /** What the backend says from now on; nothing, when it is out of order. */
    finished(count: number | undefined, goal = 0) {
      current = count === undefined ? undefined : progress(count, goal);
    },
    edits,
    post,
    zoe,
    /** Lets minutes pass, each when what the last one brought is done, until something holds. */
    async minutesUntil(holds: () => unknown) {
      await waitFor(async () => {
        if (await holds()) return true;
        clock.advance((await post())?.state === 'waiting' ? 1 : MINUTE);
        await liv.command('help'); // so that the gateway is not taken for dead
        return false;
      });
    },
  };
}

test('it says how far the collection is, and against which goal', async () => {
  const { finished, mia, zoe, minutesUntil } = await house();
  expect(zoe.text()).toContain('Finished conversations: **1**');
  expect(zoe.text()).toContain('Under way: **3**');
  expect(zoe.text()).toContain('last 7 days: **12**');
  expect(zoe.last().attachments).toHaveLength(1);
  expect(zoe.last().attachments[0]?.description).toContain('finished 1, in ranking 0, growing 3');
  finished(2, 1_500);
  await minutesUntil(() => zoe.text().includes('**2** of 1,500'));
  expect(zoe.last().attachments).toHaveLength(1);
  expect(zoe.last().attachments[0]?.description).toContain(
    'finished 2, in ranking 0, growing 3, new prompts 0; goal 1,500',
  );
  expect(zoe.messages()).toHaveLength(1);
  expect(mia.messages()).toHaveLength(1);
});

test('it is changed at most every five minutes, and only when something has changed', async () => {
  const { finished, edits, post, minutesUntil, zoe } = await house();
  const changedAt = async () => (await post())?.updated_at ?? 0;
  const first = await changedAt();
  finished(2);
  await minutesUntil(() => edits() === 1);
  expect((await changedAt()) - first).toBeGreaterThanOrEqual(5 * MINUTE);
  const second = await changedAt();
  finished(3);
  await minutesUntil(() => edits() === 2);
  expect((await changedAt()) - second).toBeGreaterThanOrEqual(5 * MINUTE);
  expect(zoe.messages()).toHaveLength(1);
});

test('it stays as it is while the backend says the same', async () => {
  const { backend, edits, minutesUntil, post } = await house();
  const asked = () => backend.asked('progress').length;
  const before = await post();
  await minutesUntil(() => asked() >= 3);
  expect(edits()).toBe(0);
  expect(await post()).toEqual(before);
});

test('it keeps its numbers while the backend says nothing', async () => {
  const { backend, finished, edits, minutesUntil, zoe } = await house();
  finished(undefined);
  const asked = () => backend.asked('progress').length;
  const before = asked();
  await minutesUntil(() => asked() >= before + 7);
  expect(edits()).toBe(0);
  expect(zoe.text()).toContain('Finished conversations: **1**');
});

test('it is written again after somebody has deleted it, once there is something new', async () => {
  const { sandbox, finished, minutesUntil, zoe } = await house();
  const admin = sandbox.person('Owner').go('tasks');
  await admin.delete(zoe.last());
  expect(zoe.messages()).toEqual([]);
  finished(2);
  await minutesUntil(() => zoe.messages().length === 1);
  expect(zoe.text()).toContain('Finished conversations: **2**');
});

describe('where the bot may not write', () => {
  test('that is said in /setup and /status, and it comes once it may', async () => {
    const { sandbox, finished, minutesUntil, mia, zoe, post } = await house();
    sandbox.channels.deny('tasks', 'send');
    const owner = sandbox.person('Owner');
    await owner.go('tasks').delete(zoe.last());
    finished(2);
    await minutesUntil(async () => (await post())?.state === 'failed');
    await mia.command('setup');
    expect(mia.text()).toContain('lacks there: **Send Messages**');
    await owner.go('general').command('status');
    const place = `Public message in <#${sandbox.channels.idOf('tasks')}> (server \`${sandbox.guildId}\`)`;
    expect(owner.text()).toContain(`${place}: the bot lacks there: **Send Messages**`);

    sandbox.channels.allow('tasks', 'send');
    finished(3);
    await minutesUntil(() => zoe.messages().length === 1);
    await owner.command('status');
    expect(owner.text()).not.toContain('Public message');
  });

  test('it comes at once when a manager has that checked again', async () => {
    const { sandbox, finished, minutesUntil, mia, zoe, post } = await house();
    sandbox.channels.deny('tasks', 'send');
    await sandbox.person('Owner').go('tasks').delete(zoe.last());
    finished(2);
    await minutesUntil(async () => (await post())?.state === 'failed');
    sandbox.channels.allow('tasks', 'send');
    await mia.command('setup');
    expect(zoe.messages()).toEqual([]);
    await mia.click('Check again');
    expect(zoe.messages()).toHaveLength(1);
    const standing = zoe.text();
    finished(3);
    await mia.click('Check again'); // what stands is changed by itself, at most every five minutes
    expect(zoe.text()).toBe(standing);
  });

  test('a channel that is gone is left alone', async () => {
    const { sandbox, backend, finished, clock, minutesUntil, mia, post } = await house();
    sandbox.channels.remove('tasks');
    finished(2);
    await minutesUntil(async () => (await post())?.state === 'failed');
    const mark = sandbox.requests.mark();
    const rounds = backend.asked('progress').length;
    for (let minute = 0; minute < 70; minute += 1) {
      clock.advance(MINUTE);
      if (minute % 5 === 0) await mia.command('help');
    }
    await mia.command('setup');
    expect(mia.text()).toContain('not on this server any more');
    const writes = sandbox.requests.since(mark).filter(({ path }) => path.endsWith('/messages'));
    expect(writes).toEqual([]);
    expect(backend.asked('progress')).toHaveLength(rounds);
  });
});

test('it outlives the bot: the next one goes on with the same message', async () => {
  const { finished, minutesUntil, restart, zoe } = await house();
  await restart();
  finished(2);
  await minutesUntil(() => zoe.text().includes('**2**'));
  expect(zoe.messages()).toHaveLength(1);
  await zoe.click('Start');
  expect(zoe.buttons()).toContain('I agree');
});
