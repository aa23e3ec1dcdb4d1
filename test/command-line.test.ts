import { expect, test } from 'vitest';
import bot from '../package.json' with { type: 'json' };
import { readArguments, runProgram, UsageError } from '../src/command-line.ts';

const flags = {
  format: { type: 'string' },
  emojis: { type: 'boolean' },
  set: { type: 'string', multiple: true },
  'min-margin': { type: 'string' },
} as const;

test.each([
  [[], {}, []],
  [['a.jsonl', '--format', 'sft'], { format: 'sft' }, ['a.jsonl']],
  [['--set', 'a=1', '--set=b=2'], { set: ['a=1', 'b=2'] }, []],
  [['--emojis', 'a.jsonl'], { emojis: true }, ['a.jsonl']],
  [['--no-emojis'], { emojis: false }, []],
  [['--min-margin', '-1'], { 'min-margin': '-1' }, []],
  [['--', '--format'], {}, ['--format']],
])('%j is read', (args, values, positionals) => {
  expect(readArguments(args, flags)).toEqual({ values, positionals });
});

test.each([
  [['--formt', 'sft'], "Unknown option '--formt'. Did you mean --format? --help lists what there is."],
  [['--format'], "Option '--format <value>' argument missing. --help lists what there is."],
  [['-x'], "Unknown option '-x'. --help lists what there is."],
])('%j is refused in words', (args, words) => {
  expect(() => readArguments(args, flags)).toThrow(new UsageError(words));
});

/** Runs a program with two subcommands: what it printed, and what was done with which words. */
async function run(args: readonly string[]) {
  const printed: string[] = [];
  const done: [string, ...string[]][] = [];
  const subcommand = (name: string) =>
    [
      name,
      { help: `About ${name}\n`, run: (words: readonly string[]) => done.push([name, ...words]) },
    ] as const;
  const program = {
    help: 'About it all\n',
    subcommands: new Map([subcommand('export'), subcommand('import')]),
    otherwise: (words: readonly string[]) => done.push(['otherwise', ...words]),
  };
  await runProgram(args, program, { write: (text) => printed.push(text) });
  return { printed: printed.join(''), done };
}

test.each([
  [
    ['export', 'out.jsonl', '--format', 'sft'],
    ['export', 'out.jsonl', '--format', 'sft'],
  ],
  [['import'], ['import']],
  [[], ['otherwise']],
  [
    ['--port', '3'],
    ['otherwise', '--port', '3'],
  ],
])('%j does one thing, with the words that follow', async (args, done) => {
  expect(await run(args)).toEqual({ printed: '', done: [done] });
});

test.each([
  [['--help'], 'About it all\n'],
  [['--port', '3', '-h'], 'About it all\n'],
  [['export', '--help'], 'About export\n'],
  [['export', 'out.jsonl', '--format', 'sft', '--help'], 'About export\n'],
  [['help', 'import'], 'About import\n'],
  [['--version'], `${bot.version}\n`],
])('%j prints and does nothing else', async (args, printed) => {
  expect(await run(args)).toEqual({ printed, done: [] });
});

test('a name that nothing has is refused with the one that was meant, and nothing is done', async () => {
  await expect(run(['exprot', 'out.jsonl'])).rejects.toThrow(
    new UsageError("Unknown command 'exprot'. Did you mean export? --help lists what there is."),
  );
});
