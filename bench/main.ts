import { z } from 'zod';
import { readArguments, runProgram, UsageError } from '../src/command-line.ts';
import { backend } from './backend/backend.ts';
import { bot } from './bot/bot.ts';
import { exporting } from './export.ts';
import { render } from './render.ts';
import { strangers } from './strangers.ts';

/** Every benchmark by name; each prints what it finds. Another one is another entry. */
const benches: Readonly<Record<string, (options: { sizes: readonly number[] }) => Promise<void>>> = {
  backend,
  bot,
  export: exporting,
  render,
  strangers,
};
const usage = `Usage: npm run bench -- [${Object.keys(benches).join('|')}] [--sizes 1000,10000,100000]\n`;
const EX_USAGE = 64; // sysexits.h

const Sizes = z
  .string()
  .default('1000,10000,100000')
  .transform((text) => text.split(',').map(Number))
  .refine(
    (sizes) => sizes.every((size) => size >= 100),
    '--sizes are numbers from 100 on, with commas between.',
  );

const args = process.argv.slice(2);
try {
  await runProgram(args, { help: usage, subcommands: new Map(), otherwise: run }, process.stdout);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n${usage}`);
  process.exitCode = EX_USAGE;
}

async function run() {
  const { values, positionals } = readArguments(args, { sizes: { type: 'string' } });
  const unknown = positionals.find((name) => !Object.hasOwn(benches, name));
  if (unknown !== undefined) throw new UsageError(`There is no benchmark called '${unknown}'.`);
  const { data: sizes, error } = Sizes.safeParse(values.sizes);
  if (!sizes) throw new UsageError(error.issues.map(({ message }) => message).join(' '));
  for (const name of positionals.length > 0 ? positionals : Object.keys(benches)) {
    process.stdout.write(`\n# ${name}\n\n`);
    await benches[name]?.({ sizes });
  }
}
