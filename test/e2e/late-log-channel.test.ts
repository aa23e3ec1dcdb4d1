import { expect, test } from 'vitest';
import { noteAppeal, noteBan } from '../../src/store/bans.ts';
import { noteReport } from '../../src/store/cases.ts';
import { changeServer } from '../../src/store/servers.ts';
import { type ModerationScene, moderationScene, untilFound } from '../support/moderation.ts';

/** Ada's prompt was reported while there was no log channel. */
async function scene() {
  const at = await moderationScene({ hasLog: false });
  await at.report(at.ben, 'Rude.');
  await untilFound(at, () => at.db.selectFrom('cases').select('id').where('stale', '=', 0).execute());
  return at;
}

/** A log channel is chosen by somebody. */
async function choose(at: ModerationScene, name: string | undefined, { by = at.owner.id } = {}) {
  const logChannel = name === undefined ? undefined : at.sandbox.channels.idOf(name);
  await changeServer(
    at.db,
    { id: at.sandbox.guildId, locale: 'en-US' },
    { logChannel },
    { by, now: at.clock.now() },
  );
}

/** What stands in a channel for everybody there. */
function standing({ mo }: ModerationScene, name: string) {
  mo.go(name);
  return mo.messages().filter(({ ephemeral }) => !ephemeral);
}

const saying = (at: ModerationScene, name: string, text: string) =>
  standing(at, name).filter((post) => at.mo.text(post).includes(text));

/** Waits until every channel has what was open, and all of it stands there. */
async function caughtUp(at: ModerationScene) {
  await untilFound(at, () =>
    at.db.selectFrom('trusted_channels').select('server_id').where('caught_up_at', 'is not', null).execute(),
  );
  let waiting = 1;
  await at.until(() => {
    void at.db
      .selectFrom('posts')
      .select('id')
      .where('state', '=', 'waiting')
      .execute()
      .then((rows) => {
        waiting = rows.length;
      });
    return waiting === 0;
  });
}

test.each([false, true])(
  'a report made before there was a log channel arrives in one that is chosen (after a restart: %s)',
  async (again) => {
    const at = await scene();
    if (again) await at.restart();
    await choose(at, 'log');
    await caughtUp(at);
    const [post, ...others] = standing(at, 'log');
    expect(others).toEqual([]);
    expect(at.mo.text(post)).toContain('Reported message');
    await at.mo.click('Keep', { on: post ?? expect.fail() });
    await at.mo.click('Confirm');
    await at.until(() => saying(at, 'log', 'kept it').length === 1);
    await at.restart();
    await at.report(await at.contributor('Cleo'), 'Very rude.');
    await at.until(() => saying(at, 'log', 'Very rude.').length === 1);
    expect(standing(at, 'log')).toHaveLength(1);
  },
);

test('an owner who chooses the channel with /setup gets them at once', async () => {
  const at = await scene();
  await at.owner.command('setup');
  await at.owner.select('Channel for reports and removals', at.sandbox.channels.idOf('log'));
  await at.until(() => saying(at, 'log', 'Reported message').length === 1);
});

test('an appeal arrives there as well, and what is decided or answered does not', async () => {
  const at = await scene();
  const now = at.clock.now();
  for (const personId of ['111111111111111111', '222222222222222222']) {
    await noteBan(at.db, { personId, reason: 'Advertising', by: at.mo.id }, now);
    await noteAppeal(at.db, personId, `I am ${personId}.`, now);
  }
  await at.db
    .updateTable('bans')
    .set({ answer: 'No.' })
    .where('person_id', '=', '222222222222222222')
    .execute();
  await at.db.updateTable('cases').set({ decision: 'keep', decided_by: at.mo.id, decided_at: now }).execute();
  await choose(at, 'log');
  await caughtUp(at);
  const [post, ...others] = standing(at, 'log');
  expect(others).toEqual([]);
  expect(at.mo.text(post)).toContain('I am 111111111111111111.');
  await at.mo.click('Answer', { on: post ?? expect.fail() });
  await at.mo.submit({ 'Your answer': 'Be welcome.' });
  await at.until(() => saying(at, 'log', 'Be welcome.').length === 1);
});

test('another channel gets what is open then, and the first keeps what it has', async () => {
  const at = await scene();
  await choose(at, 'log');
  await caughtUp(at);
  await choose(at, 'general');
  await caughtUp(at);
  expect(saying(at, 'general', 'Reported message')).toHaveLength(1);
  expect(standing(at, 'log')).toHaveLength(1);
});

test('a channel that was given up and is chosen again gets what came meanwhile, and nothing twice', async () => {
  const at = await scene();
  await choose(at, 'log');
  await caughtUp(at);
  await choose(at, undefined);
  await at.db.transaction().execute((tx) =>
    noteReport(
      tx,
      {
        messageId: crypto.randomUUID(),
        personId: at.ben.id,
        words: 'Odd.',
        labels: [],
        madeAt: at.clock.now(),
      },
      at.clock.now(),
    ),
  );
  await untilFound(at, () => at.db.selectFrom('cases').select('id').where('stale', '=', 0).execute());
  expect(standing(at, 'log')).toHaveLength(1);
  await choose(at, 'log');
  await caughtUp(at);
  expect(saying(at, 'log', 'Odd.')).toHaveLength(1);
  expect(standing(at, 'log')).toHaveLength(2);
});

test('a channel that somebody chose who is not trusted with reports gets none, nor one that they choose again', async () => {
  const at = await scene();
  const by = at.sandbox.person('Sam').id;
  await choose(at, 'log');
  await caughtUp(at);
  await choose(at, undefined, { by });
  await choose(at, 'log', { by });
  await at.report(await at.contributor('Cleo'), 'Very rude.');
  await untilFound(at, () => at.db.selectFrom('cases').select('id').where('stale', '=', 0).execute());
  expect(await at.db.selectFrom('trusted_channels').selectAll().execute()).toEqual([]);
  expect(saying(at, 'log', 'Very rude.')).toEqual([]);
});

test('of more than twenty reports the longest waiting arrive, with a sentence that says where the others are', async () => {
  const at = await scene();
  await at.db.transaction().execute(async (tx) => {
    for (let number = 1; number <= 24; number += 1)
      await noteReport(
        tx,
        {
          messageId: crypto.randomUUID(),
          personId: at.ben.id,
          words: `Odd ${number}.`,
          labels: [],
          madeAt: at.clock.now(),
        },
        at.clock.now() + number,
      );
    await tx.updateTable('cases').set({ stale: 0 }).execute(); // before anybody brings them anywhere
  });
  await choose(at, 'log');
  await caughtUp(at);
  const texts = standing(at, 'log').map((post) => at.mo.text(post));
  expect(texts).toHaveLength(21);
  expect(texts.filter((text) => text.includes('25 reported messages wait for a decision'))).toHaveLength(1);
  expect(texts.some((text) => text.includes('Odd 19.'))).toBe(true);
  expect(texts.some((text) => text.includes('Odd 20.'))).toBe(false);
});
