import { type Config, ConfigError, readConfig } from '../config.ts';
import { examine, type Surroundings } from './examine.ts';
import { exitCodeOf, lineOf } from './finding.ts';

const EX_CONFIG = 78; // sysexits.h

/** Says of everything an installation needs how it is, a line each. Gives the exit code: 1 where something is broken, 78 for settings. */
export async function runDoctor(
  env: Readonly<Record<string, string | undefined>>,
  { stdout, ...around }: Surroundings & { stdout: { write(text: string): unknown } },
): Promise<number> {
  const print = (line: string) => stdout.write(`${line}\n`);
  let config: Config;
  try {
    config = readConfig(env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const mend = 'set it in the environment or in .env';
    for (const says of error.problems) print(lineOf({ name: 'settings', is: 'broken', says, mend }));
    return EX_CONFIG;
  }
  print(lineOf({ name: 'settings', is: 'fine', says: 'all can be used' }));
  const findings = await examine(config, around);
  for (const finding of findings) print(lineOf(finding));
  return exitCodeOf(findings);
}
