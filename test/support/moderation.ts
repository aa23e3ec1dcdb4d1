import { expect, onTestFinished } from 'vitest';
import type { Person } from '../../sandbox/driver/person.ts';
import type { SandboxOptions } from '../../sandbox/server.ts';
import { defaults } from '../../src/backend/settings/settings.ts';
import { changeServer } from '../../src/store/servers.ts';
import { testClock } from './clock.ts';
import { passQuietTime } from './discord-faults.ts';
import { botWithBackend } from './embedded.ts';
import { freshFolder } from './folder.ts';
import { seededIds, seededRandom } from './random.ts';

/** A collection with a log channel that the owner chose, Mo who moderates, and a prompt of Ada's, or whatever her name is, that Ben can report. */
export async function moderationScene({
  chosenBy = 'Owner',
  hasLog = true,
  pointsForPrompt = defaults.points.prompts,
  author = 'Ada',
  prompt = 'What is **bread** @everyone?',
  routes,
}: {
  chosenBy?: string;
  hasLog?: boolean;
  pointsForPrompt?: number;
  author?: string;
  prompt?: string;
  routes?: SandboxOptions['routes'];
} = {}) {
  const clock = testClock(() => house.sandbox.clock.advance(0));
  const random = seededRandom(7);
  const points = { ...defaults.points, prompts: pointsForPrompt };
  const settings = { reviewsForPrompt: 1, redFlagLimit: 2, backlogChance: 0, points };
  const house = await botWithBackend({
    dataDir: await freshFolder(),
    clock,
    random,
    newId: seededIds(random),
    settings,
    channels: ['general', 'log'],
    ...(routes ? { routes } : {}),
  });
  onTestFinished(() => house.close());
  const { sandbox, db, contributor } = house;
  const [owner, mo] = [sandbox.person('Owner'), sandbox.person('Mo')];
  await owner.command('team add', { person: mo.id });
  const server = { id: sandbox.guildId, locale: 'en-US' };
  const logChannel = sandbox.channels.idOf('log');
  const by = sandbox.person(chosenBy).id;
  if (hasLog) await changeServer(db, server, { logChannel }, { by, now: clock.now() });
  const [ada, ben] = [await contributor(author), await contributor('Ben')];
  await ada.command('task', { type: 'initial_prompt' });
  await ada.click('Answer');
  await ada.submit({ 'Your text': prompt });
  await ada.click('Send');
  mo.go('log');
  /** Lets time pass until something is so. */
  const until = (isSo: () => boolean) => passQuietTime(clock, isSo, house.isCalling);
  /** Somebody reports the prompt that waits for a review. */
  const report = async (person: Person, words: string) => {
    await person.command('task', { type: 'label_initial_prompt' });
    if (!person.buttons().includes('Label')) {
      await person.click('Skip'); // what they were given when they agreed
      await person.command('task', { type: 'label_initial_prompt' });
    }
    await person.click('Report');
    await person.submit({ 'What is wrong with it?': ['Spam'], 'In your own words': words });
    expect(person.text()).toContain('Reported');
  };
  return { ...house, clock, owner, mo, ada, ben, until, report };
}

export type ModerationScene = Awaited<ReturnType<typeof moderationScene>>;

/** The message in the log channel that says this, once one does; it stands there `among` so many. */
export async function caseSaying({ mo, until }: ModerationScene, text: string, { among = 1 } = {}) {
  const posts = () => mo.messages().filter(({ ephemeral }) => !ephemeral);
  const saying = () => posts().filter((post) => mo.text(post).includes(text));
  await until(() => saying().length > 0 && posts().length >= among);
  expect([posts().length, saying().length]).toEqual([among, 1]);
  return saying()[0] ?? expect.fail();
}

/** Lets time pass until the database has what is asked for. */
export async function untilFound({ until }: ModerationScene, ask: () => Promise<unknown[]>) {
  let found = false;
  let asking: Promise<void> | undefined;
  await until(() => {
    asking ??= ask().then((rows) => {
      found = rows.length > 0;
      asking = undefined;
    });
    return found;
  });
  await asking; // nothing is asked of a database that is closed
}
