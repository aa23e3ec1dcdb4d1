import { expect, test } from 'vitest';
import { changeServer } from '../../src/store/servers.ts';
import { type ModerationScene, moderationScene, untilFound } from '../support/moderation.ts';

/** A house with a log channel that has all that was open, and campaigns of its owner. */
async function scene() {
  const at = await moderationScene();
  await untilFound(at, () =>
    at.db.selectFrom('trusted_channels').select('server_id').where('caught_up_at', 'is not', null).execute(),
  );
  return at;
}

/** What stands in a channel of campaigns, without the flag. */
function news({ mo }: ModerationScene, channel = 'log') {
  mo.go(channel);
  return mo.messages().flatMap((post) => /^🏁 (.*)$/m.exec(mo.text(post))?.[1] ?? []);
}

/** Lets minutes pass until as many are told. */
async function told(at: ModerationScene, count: number, channel = 'log') {
  await at.until(() => news(at, channel).length >= count);
}

/** Two rounds in which nothing more may come. */
async function nothingMore(at: ModerationScene) {
  for (let round = 0; round < 3; round += 1) {
    at.clock.advance(30_000);
    await at.owner.command('help');
  }
}

test('the log channel hears of a campaign that an owner ends, once for each end', async () => {
  const at = await scene();
  await at.owner.command('campaign create', { name: 'Kitchen' });
  await at.owner.command('campaign end', { name: 'Kitchen' });
  await told(at, 1);
  await nothingMore(at);
  await at.restart();
  await nothingMore(at);
  expect(news(at)).toEqual(['The campaign **Kitchen** was ended.']);
  await at.owner.click('Open it again');
  await at.owner.command('campaign end', { name: 'Kitchen' });
  await told(at, 2);
  expect(news(at)).toHaveLength(2);
});

test('it hears of one whose last day is over, and of one that has reached its goal', async () => {
  const at = await scene();
  await at.owner.command('campaign create', { name: 'Kitchen', until: '2026-03-01 12:10' });
  await at.owner.command('campaign create', { name: 'Garden', goal: 3 });
  await nothingMore(at);
  expect(news(at)).toEqual([]);
  await at.db.updateTable('backend_campaigns').set({ told: 'goal' }).where('name', '=', 'Garden').execute();
  await told(at, 1);
  for (let minute = 0; minute < 10; minute += 1) {
    at.clock.advance(60_000);
    await at.owner.command('help');
  }
  await told(at, 2);
  expect(news(at)).toEqual([
    'The campaign **Garden** has reached its goal: 3 finished conversations.',
    'The campaign **Kitchen** is over: its last day has passed.',
  ]);
});

test('a channel that is chosen later hears of what no owner has ended, and of nothing that was', async () => {
  const at = await scene();
  await at.owner.command('campaign create', { name: 'Kitchen' });
  await at.owner.command('campaign end', { name: 'Kitchen' });
  await at.owner.command('campaign create', { name: 'Garden', goal: 3 });
  await at.db.updateTable('backend_campaigns').set({ told: 'goal' }).where('name', '=', 'Garden').execute();
  await told(at, 2);
  at.clock.advance(1);
  const logChannel = at.sandbox.channels.idOf('general');
  const by = at.owner.id;
  await changeServer(
    at.db,
    { id: at.sandbox.guildId, locale: 'en-US' },
    { logChannel },
    { by, now: at.clock.now() },
  );
  await told(at, 1, 'general');
  await nothingMore(at);
  expect(news(at, 'general')).toEqual([
    'The campaign **Garden** has reached its goal: 3 finished conversations.',
  ]);
});
