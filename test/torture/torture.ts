import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Options } from './options.ts';
import { delivered, hurry } from './outbox.ts';
import type { Contributor } from './people/contributor.ts';
import { finish, work } from './people/habits.ts';
import { newSetting, type Setting } from './setting.ts';
import { isClean, report } from './verdict/report.ts';
import { judge, type Verdict } from './verdict/verdict.ts';
import { makeWeather } from './weather/director.ts';

const PROGRESS_MS = 10_000;

/** What came of a run, the same in words, and the folder with all that is left of it. */
export type Outcome = { verdict: Verdict; report: string; folder: string };

/**
 * Lets people answer tasks in a sandbox while the bot is killed and both its sides fail, then ends all faults, lets the
 * bot deliver what it still has and everybody finish what they have begun, and judges what came of it. Everything that
 * can be decided is decided by the seed; what the machine decides (who is quicker) must not matter. Tells `progress`
 * every ten seconds. Rejects when the bot cannot be started at all.
 */
export async function torture(
  options: Options,
  progress: (line: string) => void = () => {},
): Promise<Outcome> {
  if (options.keep !== undefined) await mkdir(options.keep, { recursive: true });
  const folder = await mkdtemp(join(options.keep ?? tmpdir(), 'torture-'));
  const setting = await newSetting(options, folder);
  const teller = setInterval(() => progress(standOf(setting)), PROGRESS_MS);
  try {
    await setting.keeper.start();
    await badTimes(setting, options);
    const stuck = await goodTimes(setting);
    const verdict = verdictOn(setting, stuck);
    const words = report(verdict, setting.stage.journal, options.seed);
    await writeFile(join(folder, 'report.txt'), words);
    if (isClean(verdict) && options.keep === undefined) await rm(folder, { recursive: true, force: true });
    return { verdict, report: words, folder };
  } finally {
    clearInterval(teller);
    await setting.close();
  }
}

/** Everybody at work in all kinds of weather, until the time is over and there are answers enough. */
async function badTimes(setting: Setting, { seconds, answers }: Options): Promise<void> {
  const { stage, people, keeper, backend, discord, luck } = setting;
  const { sandbox, journal } = stage;
  const end = sandbox.clock.now() + seconds * 1_000;
  const over = new AbortController();
  const weather = { keeper, backend, discord, luck: luck.of('weather'), journal, over: over.signal };
  const working = Promise.all([...people.map((one) => work(one, over.signal)), makeWeather(weather)]);
  const enough = async () => {
    while (sandbox.clock.now() < end || confirmed(setting) < answers) await pause(50);
  };
  await Promise.race([working, enough()]);
  over.abort();
  await keeper.rest();
  await working;
}

/** Nothing goes wrong any more: what waits is delivered, and all finish what they have begun. Names who could not. */
async function goodTimes({ stage, people, keeper, dataDir }: Setting): Promise<string[]> {
  stage.ledger.calm();
  stage.journal.note('bot', 'weather: fair from now on');
  hurry(dataDir);
  await keeper.start();
  await delivered(dataDir);
  const finished = await Promise.all(people.map((one) => finish(one)));
  await delivered(dataDir);
  await Promise.all(people.filter(isWaiting).map((one) => finish(one)));
  await delivered(dataDir);
  await keeper.stop();
  return people.filter((_, index) => !finished[index]).map(({ name }) => name);
}

/** Whether somebody was told that an answer is safe, and nothing since: it may have come back to them. */
function isWaiting({ memories }: Contributor): boolean {
  return [...memories.values()].some(({ isPromised, news }) => isPromised && !news.has('saved'));
}

function verdictOn({ stage, people, keeper, log }: Setting, stuck: readonly string[]): Verdict {
  const { ledger, clicks, vanished } = stage;
  const witnesses = people.map(({ person, name, memories }) => ({ id: person.id, name, memories }));
  const [leaks, lives] = [log.leaks(), keeper.lives()];
  return judge({ ledger, people: witnesses, clicks, vanished, stuck, leaks, lives });
}

function confirmed({ people }: Setting): number {
  return people.flatMap(({ memories }) => [...memories.values()].filter((one) => one.isConfirmed)).length;
}

function standOf(setting: Setting): string {
  const { stage, keeper } = setting;
  const { journal, ledger, clicks } = stage;
  const processes = keeper.lives().length;
  return (
    `${Math.round(journal.now() / 1_000)} s: ${ledger.tasks.size} tasks, ${confirmed(setting)} answers confirmed, ` +
    `${clicks.length} clicks, ${processes} processes`
  );
}
