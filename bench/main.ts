import { z } from 'zod';
import { readArguments, runProgram, UsageError } from '../src/command-line.ts';
import { backend } from './backend/backend.ts';
import { bot } from './bot/bot.ts';
import { memory } from './bot/memory.ts';
import { contributors } from './commands.ts';
import { exporting } from './export.ts';
import { http } from './http/http.ts';
import { openAssistant } from './open-assistant/open-assistant.ts';
import { SMALLEST_SHARE } from './open-assistant/plan.ts';
import { processes } from './processes/processes.ts';
import { render } from './render.ts';
import { strangers } from './strangers.ts';

type Options = {
  sizes: readonly number[];
  share: number;
  seed: number;
  database?: string | undefined;
  rate: number;
  seconds: number;
  keep?: string | undefined;
};

/** Every benchmark by name; each prints what it finds. Another one is another entry. */
const benches: Readonly<Record<string, (options: Options) => Promise<void>>> = {
  backend,
  bot,
  commands: contributors,
  export: exporting,
  http,
  memory,
  'open-assistant': openAssistant,
  processes,
  render,
  strangers,
};
/** Those that are only run by name: one takes an hour, two ten minutes and more, one needs a PostgreSQL server. */
const byName: ReadonlySet<string> = new Set(['http', 'memory', 'open-assistant', 'processes']);
const others = Object.keys(benches).filter((name) => !byName.has(name));
const usage = `Usage: npm run bench -- [${Object.keys(benches).join('|')}] [--sizes 1000,10000,100000] [--share 1] [--seed 1] [--database postgres://…] [--rate 500] [--seconds 600] [--keep FOLDER]\n`;
const EX_USAGE = 64; // sysexits.h

const SHARE = `--share is a number from ${SMALLEST_SHARE} to 1: how much of Open Assistant’s volume.`;
const RATE = '--rate is how many interactions come in a second, a whole number from 1 on.';
const SECONDS = '--seconds is a whole number from 1 on.';
const SEED = '--seed is a whole number.';
const Options = z.object({
  sizes: z
    .string()
    .default('1000,10000,100000')
    .transform((text) => text.split(',').map(Number))
    .refine(
      (sizes) => sizes.every((size) => size >= 100),
      '--sizes are numbers from 100 on, with commas between.',
    ),
  share: z.coerce.number(SHARE).min(SMALLEST_SHARE, SHARE).max(1, SHARE).default(1),
  seed: z.coerce.number(SEED).int(SEED).default(1),
  rate: z.coerce.number(RATE).int(RATE).min(1, RATE).default(500),
  seconds: z.coerce.number(SECONDS).int(SECONDS).min(1, SECONDS).default(600),
  database: z
    .url({
      protocol: /^postgres(ql)?$/,
      error: '--database is the address of a PostgreSQL server: postgres://…',
    })
    .optional(),
  keep: z
    .string()
    .min(1, '--keep is a folder, where what `export` builds stays for the next time.')
    .optional(),
});
const text = { type: 'string' } as const;

const args = process.argv.slice(2);
try {
  await runProgram(args, { help: usage, subcommands: new Map(), otherwise: run }, process.stdout);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n${usage}`);
  process.exitCode = EX_USAGE;
}

async function run() {
  const { values, positionals } = readArguments(args, {
    sizes: text,
    share: text,
    seed: text,
    database: text,
    rate: text,
    seconds: text,
    keep: text,
  });
  const unknown = positionals.find((name) => !Object.hasOwn(benches, name));
  if (unknown !== undefined) throw new UsageError(`There is no benchmark called '${unknown}'.`);
  const { data: options, error } = Options.safeParse(values);
  if (!options) throw new UsageError(error.issues.map(({ message }) => message).join(' '));
  for (const name of positionals.length > 0 ? positionals : others) {
    process.stdout.write(`\n# ${name}\n\n`);
    await benches[name]?.(options);
  }
}
