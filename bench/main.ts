import { parseArgs } from 'node:util';
import { backend } from './backend/backend.ts';
import { bot } from './bot/bot.ts';
import { exporting } from './export.ts';
import { render } from './render.ts';

/** Every benchmark by name; each prints what it finds. Another one is another entry. */
const benches: Readonly<Record<string, (options: { sizes: readonly number[] }) => Promise<void>>> = {
  backend,
  bot,
  export: exporting,
  render,
};
const usage = `Usage: npm run bench -- [${Object.keys(benches).join('|')}] [--sizes 1000,10000,100000]\n`;
const EX_USAGE = 64; // sysexits.h

const { wantsHelp, names, sizes } = read(process.argv.slice(2));
if (wantsHelp) process.stdout.write(usage);
else
  for (const name of names) {
    process.stdout.write(`\n# ${name}\n\n`);
    await benches[name]?.({ sizes });
  }

function read(args: string[]) {
  try {
    const options = {
      sizes: { type: 'string', default: '1000,10000,100000' },
      help: { type: 'boolean', short: 'h', default: false },
    } as const;
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    const unknown = positionals.find((name) => !Object.hasOwn(benches, name));
    if (unknown !== undefined) throw new Error(`There is no benchmark called '${unknown}'.`);
    const wanted = values.sizes.split(',').map(Number);
    if (wanted.some((size) => !(size >= 100))) throw new Error('Each size is a number from 100 on.');
    const chosen = positionals.length > 0 ? positionals : Object.keys(benches);
    return { wantsHelp: values.help, names: chosen, sizes: wanted };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    process.exit(EX_USAGE);
  }
}
