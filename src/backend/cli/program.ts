import { existsSync } from 'node:fs';
import { runProgram, UsageError } from '../../command-line.ts';
import { StoreError } from '../../store/errors.ts';
import { forTerminal } from '../../terminal.ts';
import { SettingsError } from '../settings/settings-error.ts';
import { openAt, placeOf } from './database.ts';
import { help } from './help.ts';
import type { Host } from './host.ts';
import { type KeysCommand, KeyUnknown, keysCommand, NoDatabase } from './keys-command.ts';
import { inFolder, readOptions, readSurroundings } from './options.ts';
import { serve } from './serve.ts';

const EX_CONFIG = 78; // sysexits.h

/**
 * Does what a command line says and gives the exit code: for keys and help at once, for a backend when it has stopped.
 * Why something could not be done is told on stderr.
 * @throws whatever is a fault of ours
 */
export async function runBackend(args: readonly string[], host: Host): Promise<number> {
  try {
    return await run(args, host);
  } catch (error) {
    const misused = error instanceof UsageError || error instanceof SettingsError;
    const failed = [StoreError, KeyUnknown, NoDatabase].some((kind) => error instanceof kind);
    if (!(error instanceof Error && (misused || failed))) throw error;
    host.stderr.write(`${forTerminal(error.message)}\n`);
    return misused ? EX_CONFIG : 1;
  }
}

async function run(args: readonly string[], host: Host): Promise<number> {
  let code = 0;
  const keys = async (words: readonly string[]) =>
    host.stdout.write(`${forTerminal(await aboutKeys(keysCommand(words), host))}\n`);
  const program = {
    help: help.serve,
    subcommands: new Map([['keys', { help: help.keys, run: keys }]]),
    async otherwise() {
      code = await serve(readOptions(args, host.env), host);
    },
  };
  await runProgram(args, program, host.stdout);
  return code;
}

async function aboutKeys(
  { dataDir, makesDatabase, run: manage }: KeysCommand,
  { env, clock, createLogger }: Host,
): Promise<string> {
  const around = inFolder(readSurroundings(env), dataDir);
  const place = placeOf(around);
  if (!makesDatabase && around.databaseUrl === undefined && !existsSync(place)) throw new NoDatabase(place);
  const db = await openAt(around, createLogger(around.logLevel));
  try {
    return await manage({ db, now: clock.now, place });
  } finally {
    await db.destroy();
  }
}
