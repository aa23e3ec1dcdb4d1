import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { startSandbox } from '../../sandbox/server.ts';
import { newKeeper } from './bot/keeper.ts';
import { watchLog } from './bot/watch.ts';
import { chance } from './chance.ts';
import { type Click, newWitness } from './clicks.ts';
import { newInstants } from './instants.ts';
import { type Journal, newJournal } from './journal.ts';
import { backendApp } from './ledger/app.ts';
import { serveBackend } from './ledger/front.ts';
import { newLedger } from './ledger/ledger.ts';
import { MARK } from './ledger/tasks.ts';
import type { Options } from './options.ts';
import { hurry, waiting } from './outbox.ts';
import { pace } from './pace.ts';
import { Contributor, type Stage } from './people/contributor.ts';
import { finish, work } from './people/habits.ts';
import { isClean } from './verdict/report.ts';
import { judge, type Verdict } from './verdict/verdict.ts';
import { backendWeather } from './weather/backend.ts';
import { makeWeather } from './weather/director.ts';
import { discordWeather } from './weather/discord.ts';

const KEY = 'ledger-key-9f2c71';
/** What the bot is told to beat at, so that it notices a silent gateway within seconds. */
const HEARTBEAT_MS = 2_000;

export type Outcome = { verdict: Verdict; journal: Journal; folder: string };

/**
 * Lets people answer tasks in a sandbox while the bot is killed and both its sides fail, then ends all faults, lets the
 * bot deliver what it still has and everybody finish what they have begun, and judges what came of it. Everything that
 * can be decided is decided by the seed; what the machine decides (who is quicker) must not matter.
 */
export async function torture(
  options: Options,
  progress: (line: string) => void = () => {},
): Promise<Outcome> {
  const luck = chance(options.seed);
  if (options.keep !== undefined) await mkdir(options.keep, { recursive: true });
  const folder = await mkdtemp(join(options.keep ?? tmpdir(), 'torture-'));
  const story = createWriteStream(join(folder, 'journal.jsonl'));
  const journal = newJournal((entry) => story.write(`${JSON.stringify(entry)}\n`));
  const time = pace(options.slower);
  const sandbox = await startSandbox({ now: time.now, heartbeatMs: HEARTBEAT_MS });
  time.onTick(() => sandbox.clock.advance(0));

  const instants = newInstants();
  const ledger = newLedger(luck.of('ledger'), journal);
  const backend = backendWeather(luck.of('backend'));
  const app = backendApp(ledger, luck.of('app'), journal, KEY);
  const front = await serveBackend({ backend: app, weather: backend, instants, journal });
  const discord = discordWeather({ sandbox, luck: luck.of('discord'), journal });
  const log = watchLog({
    'a text': new RegExp(`${MARK}(p\\d+n\\d+| said)`),
    'the bot’s token': sandbox.token,
    'the backend’s key': KEY,
    'an interaction’s token': Buffer.from('interaction:').toString('base64url').slice(0, 14),
  });
  const keeper = newKeeper({
    env: (number) => ({
      DISCORD_TOKEN: sandbox.token,
      DISCORD_API_URL: sandbox.apiUrl,
      OASST_API_URL: front.address(number),
      OASST_API_KEY: KEY,
      DATA_DIR: join(folder, 'data'),
      LOG_LEVEL: 'trace',
    }),
    folder,
    onLine: log.read,
    instants,
    luck: luck.of('keeper'),
    journal,
  });
  await keeper.start();

  const clicks: Click[] = [];
  const witness = newWitness(keeper, discord);
  const stage: Stage = { sandbox, ledger, witness, instants, journal, clicks, vanished: [] };
  const people = Array.from(
    { length: options.people },
    (_, index) => new Contributor(stage, index, luck.of(`person ${index}`)),
  );
  const confirmed = () =>
    people.reduce(
      (sum, { memories }) => sum + [...memories.values()].filter((one) => one.isConfirmed).length,
      0,
    );
  const end = time.now() + options.seconds * 1_000;
  const over = new AbortController();
  const tell = () =>
    progress(
      `${Math.round(journal.now() / 1_000)} s: ${ledger.tasks.size} tasks, ${confirmed()} answers confirmed, ` +
        `${clicks.length} clicks, ${keeper.lives().length} processes, ${stage.vanished.length} vanished`,
    );
  const teller = setInterval(tell, 10_000);

  const working = [
    ...people.map((one) => work(one, over.signal)),
    makeWeather({ keeper, backend, discord, luck: luck.of('weather'), journal, over: over.signal }),
  ];
  while (time.now() < end || confirmed() < options.answers) await pause(50);
  over.abort();
  await keeper.rest();
  await Promise.all(working);

  ledger.calm();
  journal.note('bot', 'weather: fair from now on');
  hurry(join(folder, 'data'));
  await keeper.start();
  const done = await Promise.all(people.map((one) => finish(one)));
  await waiting(join(folder, 'data'));
  await keeper.stop();
  clearInterval(teller);
  tell();

  const verdict = judge({
    ledger,
    people: people.map(({ person, name, memories }) => ({ id: person.id, name, memories })),
    clicks,
    vanished: stage.vanished,
    stuck: people.filter((_, index) => !done[index]).map(({ name }) => name),
    leaks: log.leaks(),
    lives: keeper.lives(),
  });
  time.stop();
  await sandbox.close();
  await front.close();
  await finished(story.end());
  if (isClean(verdict) && options.keep === undefined) await rm(folder, { recursive: true, force: true });
  return { verdict, journal, folder };
}
