import { StoreError } from '../store/errors.ts';
import { SettingsError, UsageError } from './command-line.ts';
import { readCopyOptions, runBackup, runRestore } from './copies.ts';
import { runExport } from './export/export.ts';
import { readExportOptions } from './export/options.ts';
import { DatasetError } from './failures.ts';
import { printFeatures, readFeaturesFormat } from './features-command.ts';
import { help } from './help.ts';
import { BadLines, runImport } from './import/import.ts';
import { readImportOptions } from './import/options.ts';
import type { Surroundings } from './surroundings.ts';

// sysexits.h
const EX_USAGE = 64;
const EX_DATAERR = 65;
const EX_CONFIG = 78;

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Does what a command line says and gives the exit code. Why it could not is told on stderr.
 * @throws whatever is a fault of ours
 */
export async function runData(
  args: readonly string[],
  env: Env,
  surroundings: Surroundings,
): Promise<number> {
  try {
    await run(args, env, surroundings);
    return 0;
  } catch (error) {
    const code = exitCodeFor(error);
    if (code === undefined || !(error instanceof Error)) throw error;
    surroundings.stderr.write(`${error.message}\n`);
    return code;
  }
}

async function run([command, ...args]: readonly string[], env: Env, surroundings: Surroundings) {
  const { stdout } = surroundings;
  const wantsHelp = args.includes('--help') || args.includes('-h');
  switch (command) {
    case 'export':
      if (wantsHelp) stdout.write(help.export);
      else await runExport(readExportOptions(args, env), surroundings);
      return;
    case 'import':
      if (wantsHelp) stdout.write(help.import);
      else await runImport(readImportOptions(args, env), surroundings);
      return;
    case 'backup':
      if (wantsHelp) stdout.write(help.copies);
      else await runBackup(readCopyOptions(args, env), surroundings);
      return;
    case 'restore':
      if (wantsHelp) stdout.write(help.copies);
      else await runRestore(readCopyOptions(args, env), surroundings);
      return;
    case 'features':
      if (wantsHelp) stdout.write(help.features);
      else printFeatures(readFeaturesFormat(args), surroundings);
      return;
    case '--help':
    case '-h':
      stdout.write(help.all);
      return;
    default:
      throw new UsageError(
        'Say what to do: npm run data -- export …, import …, features …, backup … or restore … (or --help).',
      );
  }
}

/** Undefined for an error that is a fault of ours. */
function exitCodeFor(error: unknown): number | undefined {
  if (error instanceof UsageError) return EX_USAGE;
  if (error instanceof SettingsError) return EX_CONFIG;
  if (error instanceof BadLines) return EX_DATAERR;
  return error instanceof DatasetError || error instanceof StoreError ? 1 : undefined;
}
