import { parseArgs } from 'node:util';
import { backend } from './backend/backend.ts';
import { bot } from './bot.ts';
import { render } from './render.ts';

/** Every benchmark by name; each prints what it finds. Another one is another entry. */
const benches: Readonly<Record<string, (options: { sizes: readonly number[] }) => Promise<void>>> = {
  backend,
  bot,
  render,
};
const EX_USAGE = 64; // sysexits.h

try {
  const { names, sizes } = read(process.argv.slice(2));
  for (const name of names) {
    process.stdout.write(`\n# ${name}\n\n`);
    await benches[name]?.({ sizes });
  }
} catch (error) {
  if (!(error instanceof RangeError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = EX_USAGE;
}

function read(args: string[]) {
  const options = { sizes: { type: 'string', default: '1000,10000,100000' } } as const;
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const unknown = positionals.filter((name) => !Object.hasOwn(benches, name));
  const sizes = values.sizes.split(',').map(Number);
  if (unknown.length > 0 || sizes.some((size) => !(size >= 100)))
    throw new RangeError(
      `Usage: npm run bench -- [${Object.keys(benches).join('|')}] [--sizes 1000,10000,100000]`,
    );
  return { names: positionals.length > 0 ? positionals : Object.keys(benches), sizes };
}
