import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { startSandbox } from '../../sandbox/server.ts';
import { type Keeper, newKeeper } from './bot/keeper.ts';
import { type LogWatch, watchLog } from './bot/watch.ts';
import { newWriteKiller } from './bot/write-killer.ts';
import { type Chance, chance } from './chance.ts';
import { newWitness } from './clicks.ts';
import { newInstants } from './instants.ts';
import { newJournal } from './journal.ts';
import { backendApp } from './ledger/app.ts';
import { serveBackend } from './ledger/front.ts';
import { newLedger } from './ledger/ledger.ts';
import { MARK } from './ledger/tasks.ts';
import type { Options } from './options.ts';
import { pace } from './pace.ts';
import { Contributor, type Stage } from './people/contributor.ts';
import { type BackendWeather, backendWeather } from './weather/backend.ts';
import { type DiscordWeather, discordWeather } from './weather/discord.ts';

const KEY = 'ledger-key-9f2c71';
/** What the bot is told to beat at, so that it notices a silent gateway within seconds. */
const HEARTBEAT_MS = 2_000;

/** Everything a run needs: two sides that can fail, people, and somebody who keeps the bot running between them. */
export type Setting = {
  stage: Stage;
  people: readonly Contributor[];
  keeper: Keeper;
  backend: BackendWeather;
  discord: DiscordWeather;
  log: LogWatch;
  luck: Chance;
  /** The folder of the bot's database. */
  dataDir: string;
  /** Ends everything, whatever it is at. */
  close(): Promise<void>;
};

/** Builds it in a folder; the bot is not started yet. */
export async function newSetting(options: Options, folder: string): Promise<Setting> {
  const luck = chance(options.seed);
  const story = createWriteStream(join(folder, 'journal.jsonl'));
  const journal = newJournal((entry) => story.write(`${JSON.stringify(entry)}\n`));
  const time = pace(options.slower);
  const sandbox = await startSandbox({ now: time.now, heartbeatMs: HEARTBEAT_MS });
  time.onTick(() => sandbox.clock.advance(0));
  const discord = discordWeather({ sandbox, luck: luck.of('discord'), journal });

  const instants = newInstants();
  const ledger = newLedger(luck.of('ledger'), journal);
  const backend = backendWeather(luck.of('backend'));
  const app = backendApp(ledger, luck.of('app'), journal, KEY);
  const front = await serveBackend({ backend: app, weather: backend, instants, journal });

  const log = watchLog({
    'a text': new RegExp(`${MARK}(p\\d+n\\d+| said)`),
    'the bot’s token': sandbox.token,
    'the backend’s key': KEY,
    'an interaction’s token': Buffer.from('interaction:').toString('base64url').slice(0, 14),
  });
  const dataDir = join(folder, 'data');
  await mkdir(dataDir);
  const killer = newWriteKiller(dataDir);
  const env = (number: number) => ({
    DISCORD_TOKEN: sandbox.token,
    DISCORD_API_URL: sandbox.apiUrl,
    OASST_API_URL: front.address(number),
    OASST_API_KEY: KEY,
    DATA_DIR: dataDir,
    LOG_LEVEL: 'trace',
  });
  const parts = { env, folder, onLine: log.read, instants, killer, journal };
  const keeper = newKeeper({ ...parts, luck: luck.of('keeper') });
  const witness = newWitness(keeper, discord);
  const stage: Stage = { sandbox, ledger, witness, instants, journal, clicks: [], vanished: [] };
  const numbers = Array.from({ length: options.people }, (_, index) => index);
  const people = numbers.map((number) => new Contributor(stage, number, luck.of(`person ${number}`)));

  async function close() {
    await keeper.rest();
    await killer.close();
    time.stop();
    await sandbox.close();
    await front.close();
    await finished(story.end());
  }
  return { stage, people, keeper, backend, discord, log, luck, dataDir, close };
}
