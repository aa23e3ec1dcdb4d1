import { describe, expect, test } from 'vitest';
import { changeServer } from '../../src/store/servers.ts';
import { type ModerationScene, moderationScene, untilFound } from '../support/moderation.ts';

/** Ways for the log channel to be lost, how that is mended where it can be, and how /status names it. */
const losses = {
  'is deleted': {
    lose: ({ sandbox }: ModerationScene) => sandbox.channels.remove('log'),
    mend: undefined,
    says: 'it is not on this server any more. Choose another.',
  },
  'takes no messages of the bot any more': {
    lose: ({ sandbox }: ModerationScene) => sandbox.channels.deny('log', 'send'),
    mend: ({ sandbox }: ModerationScene) => sandbox.channels.allow('log', 'send'),
    says: 'the bot lacks there: **Send Messages**',
  },
  'is hidden from the bot': {
    lose: ({ sandbox }: ModerationScene) => sandbox.channels.deny('log', 'view'),
    mend: ({ sandbox }: ModerationScene) => sandbox.channels.allow('log', 'view'),
    says: 'the bot cannot see it. Allow it **View Channel** there.',
  },
} as const;

const mendable = Object.entries(losses).flatMap(([name, { mend, ...rest }]) =>
  mend ? [[name, { ...rest, mend }] as const] : [],
);

const HOUR_MS = 60 * 60_000;

/** What stands in a channel for everybody there and says this. */
function saying({ mo }: ModerationScene, name: string, text: string) {
  mo.go(name);
  return mo.messages().filter((post) => !post.ephemeral && mo.text(post).includes(text));
}

/** A log channel of another server, chosen by the owner. */
async function chooseElsewhere(at: ModerationScene, serverId: string, logChannel: string) {
  const by = { by: at.owner.id, now: at.clock.now() };
  await changeServer(at.db, { id: serverId, locale: 'en-US' }, { logChannel }, by);
}

/** Ben reports the prompt, and every attempt to bring that into the log channels has come to its end. */
async function reported(at: ModerationScene) {
  await at.report(at.ben, 'Rude.');
  await untilFound(at, () => at.db.selectFrom('posts').select('id').where('id', 'like', 'case:%').execute());
  await untilFound(at, async () => {
    const waiting = await at.db.selectFrom('posts').select('id').where('state', '=', 'waiting').execute();
    return waiting.length === 0 ? ['all'] : [];
  });
}

describe.each(Object.entries(losses))('a log channel that %s', (_, { lose, says }) => {
  test('is named to the owner with what to do, and with how much waits where no other has it', async () => {
    const at = await moderationScene();
    const channel = `<#${at.sandbox.channels.idOf('log')}>`;
    lose(at);
    await at.owner.command('status');
    expect(at.owner.text()).toContain(`Log channel ${channel} (server \`${at.sandbox.guildId}\`): ${says}`);
    expect(at.owner.text()).toContain('**Check again** in `/setup`');
    expect(at.owner.text()).not.toContain('reach no log channel');
    await reported(at);
    await at.owner.command('status');
    expect(at.owner.text()).toContain('reports 1, appeals 0');
    await at.owner.command('moderate queue');
    expect(at.owner.text()).toContain('1 reported message');
  });

  test('keeps no report from the log channels of other servers', async () => {
    const at = await moderationScene();
    await chooseElsewhere(at, '999', at.sandbox.channels.idOf('general'));
    lose(at);
    await reported(at);
    expect(saying(at, 'general', 'Rude.')).toHaveLength(1);
    await at.owner.command('status');
    expect(at.owner.text()).toContain(says);
  });

  test('loses no report: it comes with the channel that is chosen next', async () => {
    const at = await moderationScene();
    lose(at);
    await reported(at);
    await at.owner.command('setup');
    await at.owner.select('Channel for reports and removals', at.sandbox.channels.idOf('general'));
    await at.until(() => saying(at, 'general', 'Rude.').length === 1);
    await at.owner.command('status');
    expect(at.owner.text()).not.toContain('⚠️');
  });
});

describe.each(mendable)('a log channel that %s', (_, { lose, mend }) => {
  test.each([true, false])(
    'has what it missed once it is mended (at once after "Check again": %s)',
    async (isChecked) => {
      const at = await moderationScene();
      lose(at);
      await reported(at);
      mend(at);
      at.clock.advance(30_000);
      expect(saying(at, 'log', 'Rude.')).toEqual([]);
      if (isChecked) {
        await at.owner.command('setup');
        await at.owner.click('Check again');
      } else at.clock.advance(HOUR_MS);
      await at.until(() => saying(at, 'log', 'Rude.').length === 1);
      await at.owner.command('status');
      expect(at.owner.text()).not.toContain('⚠️');
      at.clock.advance(2 * HOUR_MS);
      await at.report(await at.contributor('Cleo'), 'Very rude.');
      await at.until(() => saying(at, 'log', 'Very rude.').length === 1);
      expect(saying(at, 'log', 'What is **bread**')).toHaveLength(1);
    },
  );
});

test('a card that stands in a channel follows its case again once that can be written to again', async () => {
  const at = await moderationScene();
  await at.report(at.ben, 'Rude.');
  await at.until(() => saying(at, 'log', 'Rude.').length === 1);
  at.sandbox.channels.deny('log', 'view');
  await at.owner.go('general').command('moderate queue');
  await at.owner.select('Choose a message', 'What is bread @everyone?');
  await at.owner.click('Keep');
  await at.owner.click('Confirm');
  await untilFound(at, () => at.db.selectFrom('posts').select('id').where('state', '=', 'failed').execute());
  at.sandbox.channels.allow('log', 'view');
  at.clock.advance(HOUR_MS);
  await at.until(() => saying(at, 'log', 'kept it').length === 1);
  expect(saying(at, 'log', 'Reported message')).toHaveLength(1);
});

test('a server that the bot was removed from is named as that, and its reports go to the others', async () => {
  const at = await moderationScene();
  await chooseElsewhere(at, '999', '998');
  await reported(at);
  expect(saying(at, 'log', 'Rude.')).toHaveLength(1);
  await at.owner.command('status');
  expect(at.owner.text()).toContain(
    'Log channel <#998> (server `999`): the bot itself is not on this server.',
  );
  expect(at.owner.text()).not.toContain('reach no log channel');
});

test('of more than twenty-five servers the first are looked at, and it is said where the others are', async () => {
  const at = await moderationScene();
  for (let server = 1; server <= 26; server += 1) await chooseElsewhere(at, String(100 + server), '998');
  const before = at.sandbox.requests.all().length;
  await at.owner.command('status');
  expect(
    at.sandbox.requests
      .all()
      .slice(before)
      .filter(({ method }) => method === 'GET'),
  ).toHaveLength(25);
  expect(at.owner.text().match(/Log channel/g)).toHaveLength(10);
  expect(at.owner.text()).toContain('2 more servers were not looked at; `npm run doctor`');
});
