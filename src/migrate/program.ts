import { ConfigError, readPlace } from '../config.ts';
import { openDatabase } from '../store/database.ts';
import { StoreError } from '../store/errors.ts';

const EX_CONFIG = 78; // sysexits.h

type Host = {
  env: Readonly<Record<string, string | undefined>>;
  stdout: { write(text: string): unknown };
  stderr: { write(text: string): unknown };
};

/**
 * Brings the schema of the database up to date that the environment names, and does nothing else: for a job that runs
 * once before many processes start. The exit code.
 */
export async function migrateFrom({ env, stdout, stderr }: Host): Promise<number> {
  try {
    const database = await openDatabase(readPlace(env));
    await database.destroy();
    stdout.write('The schema of the database is up to date.\n');
    return 0;
  } catch (error) {
    if (!(error instanceof ConfigError || error instanceof StoreError)) throw error;
    stderr.write(`${error.message}\n`);
    return error instanceof ConfigError ? EX_CONFIG : 1;
  }
}
