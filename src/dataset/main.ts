import { config } from 'dotenv';
import { StoreError } from '../store/errors.ts';
import { SettingsError, UsageError } from './command-line.ts';
import { runExport } from './export/export.ts';
import { readExportOptions } from './export/options.ts';
import { DatasetError } from './failures.ts';
import { help } from './help.ts';
import { BadLines, runImport } from './import/import.ts';
import { readImportOptions } from './import/options.ts';
import type { Surroundings } from './surroundings.ts';

// sysexits.h
const EX_USAGE = 64;
const EX_DATAERR = 65;
const EX_CONFIG = 78;

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());

try {
  config({ quiet: true });
  await main(process.argv.slice(2), {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    now: Date.now,
    signal: stop.signal,
  });
} catch (error) {
  const code = exitCodeFor(error);
  if (code === undefined || !(error instanceof Error)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = code;
}

async function main([command, ...args]: readonly string[], surroundings: Surroundings): Promise<void> {
  const wantsHelp = args.includes('--help') || args.includes('-h');
  switch (command) {
    case 'export':
      if (wantsHelp) process.stdout.write(help.export);
      else await runExport(readExportOptions(args, process.env), surroundings);
      return;
    case 'import':
      if (wantsHelp) process.stdout.write(help.import);
      else await runImport(readImportOptions(args, process.env), surroundings);
      return;
    case '--help':
    case '-h':
      process.stdout.write(help.all);
      return;
    default:
      throw new UsageError(
        'Say what to do: npm run data -- export … or npm run data -- import … (or --help).',
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
