import { runProgram, UsageError } from '../../src/command-line.ts';
import { readOptions } from './options.ts';
import { torture } from './torture.ts';
import { isClean } from './verdict/report.ts';

const EX_USAGE = 64; // sysexits.h
const USAGE =
  'Usage: npm run torture -- [--seconds 60] [--seed 1] [--people 12] [--answers 0] [--slower 1] [--keep FOLDER]\n';
const print = (line: string) => process.stdout.write(`${line}\n`);

process.exit(await run(process.argv.slice(2)));

async function run(args: readonly string[]): Promise<number> {
  let code = 0;
  const otherwise = async () => {
    code = await tortured(args);
  };
  try {
    await runProgram(args, { help: USAGE, subcommands: new Map(), otherwise }, process.stdout);
    return code;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n${USAGE}`);
    return EX_USAGE;
  }
}

/** 0 when nothing was lost. */
async function tortured(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  print(
    `Seed ${options.seed}, ${options.people} people, ${options.seconds} s. \`--seed ${options.seed}\` plays it again.`,
  );
  const { verdict, report, folder } = await torture(options, print);
  print(`\n${report}`);
  if (isClean(verdict)) return 0;
  print(`\nAll that is left of it is in ${folder}.`);
  return 1;
}
