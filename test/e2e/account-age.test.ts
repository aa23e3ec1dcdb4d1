import { expect, onTestFinished, test } from 'vitest';
import { snowflakeAt, snowflakeTime } from '../../src/discord/snowflake.ts';
import { testClock } from '../support/clock.ts';
import { botWithBackend } from '../support/embedded.ts';
import { freshFolder } from '../support/folder.ts';
import { seededRandom } from '../support/random.ts';

const DAY = 24 * 60 * 60_000;

async function house(minAccountAgeDays: number) {
  const clock = testClock(() => bot.sandbox.clock.advance(0));
  const settings = { minAccountAgeDays };
  const bot = await botWithBackend({
    dataDir: await freshFolder(),
    clock,
    random: seededRandom(2),
    settings,
  });
  onTestFinished(() => bot.close());
  return { ...bot, clock };
}

test('an id tells when it was made', () => {
  // the example of https://docs.discord.com/developers/reference#convert-snowflake-to-datetime
  expect(snowflakeTime('175928847299117063')).toBe(1_462_015_105_796);
  expect(snowflakeTime(snowflakeAt(1_700_000_000_000))).toBe(1_700_000_000_000);
});

test('whoever is new on Discord is told from when on they may, is not asked for a consent, and may then', async () => {
  const { sandbox, clock, db } = await house(7);
  const ada = sandbox.person('Ada');
  const from = snowflakeTime(ada.id) + 7 * DAY;
  expect(from).toBeGreaterThan(clock.now());
  await ada.command('task');
  expect(ada.text()).toBe(
    `Your Discord account is too new to take part here yet. You can begin <t:${Math.floor(from / 1_000)}:R>.`,
  );
  expect(await db.selectFrom('people').select('id').execute()).toEqual([]);
  clock.advance(from - clock.now());
  await ada.command('task');
  expect(ada.buttons()).toEqual(['I agree', 'No thanks']);
});

test('without the setting everybody may, however new they are', async () => {
  const { contributor } = await house(0);
  const ada = await contributor('Ada');
  await ada.command('task');
  expect(ada.buttons()).toContain('Skip');
});
