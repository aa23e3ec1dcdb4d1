import { readOptions } from './options.ts';
import { torture } from './torture.ts';
import { isClean } from './verdict/report.ts';

const EX_USAGE = 64; // sysexits.h
const print = (line: string) => process.stdout.write(`${line}\n`);

const options = read();
print(
  `Seed ${options.seed}, ${options.people} people, ${options.seconds} s. \`--seed ${options.seed}\` plays it again.`,
);
const { verdict, report, folder } = await torture(options, print);
print(`\n${report}`);
if (!isClean(verdict)) print(`\nAll that is left of it is in ${folder}.`);
process.exit(isClean(verdict) ? 0 : 1);

function read() {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.stderr.write(
      'Usage: npm run torture -- [--seconds 60] [--seed 1] [--people 12] [--answers 0] [--slower 1] [--keep FOLDER]\n',
    );
    process.exit(EX_USAGE);
  }
}
