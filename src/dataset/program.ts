import { type Program, runProgram, type Subcommand, UsageError } from '../command-line.ts';
import { StoreError } from '../store/errors.ts';
import { explainFault } from '../store/explain.ts';
import { forTerminal } from '../terminal.ts';
import { SettingsError } from './command-line.ts';
import { readCopyOptions, runBackup, runRestore } from './copies.ts';
import { runExport } from './export/export.ts';
import { readExportOptions } from './export/options.ts';
import { DatasetError } from './failures.ts';
import { printFeatures, readFeaturesFormat } from './features-command.ts';
import { runGenerate } from './generate/generate.ts';
import { readGenerateOptions } from './generate/options.ts';
import { help } from './help.ts';
import { BadLines, runImport } from './import/import.ts';
import { readImportOptions } from './import/options.ts';
import { runModels } from './models/models.ts';
import { readModelsOptions } from './models/options.ts';
import { isRelease, readReleaseOptions } from './release/options.ts';
import { runRelease } from './release/release.ts';
import { readReportOptions } from './report/options.ts';
import { runReport } from './report/report.ts';
import { readSamplesOptions, runSamples } from './samples-command.ts';
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
    await runProgram(args, programOf(env, surroundings), surroundings.stdout);
    return 0;
  } catch (fault) {
    const error = explainFault(fault) ?? fault;
    const code = exitCodeFor(error);
    if (code === undefined || !(error instanceof Error)) throw error;
    surroundings.stderr.write(`${forTerminal(error.message)}\n`);
    return code;
  }
}

function programOf(env: Env, at: Surroundings): Program {
  const exportOrRelease = (args: readonly string[]) =>
    isRelease(args)
      ? runRelease(readReleaseOptions(args, env), at)
      : runExport(readExportOptions(args, env), at);
  return {
    help: help.all,
    subcommands: new Map<string, Subcommand>([
      ['export', { help: help.export, run: exportOrRelease }],
      ['import', { help: help.import, run: (args) => runImport(readImportOptions(args, env), at) }],
      ['report', { help: help.report, run: (args) => runReport(readReportOptions(args, env), at) }],
      ['generate', { help: help.generate, run: (args) => runGenerate(readGenerateOptions(args, env), at) }],
      ['models', { help: help.models, run: (args) => runModels(readModelsOptions(args, env), at) }],
      ['backup', { help: help.copies, run: (args) => runBackup(readCopyOptions(args, env), at) }],
      ['restore', { help: help.copies, run: (args) => runRestore(readCopyOptions(args, env), at) }],
      ['samples', { help: help.samples, run: (args) => runSamples(readSamplesOptions(args, env), at) }],
      ['features', { help: help.features, run: (args) => printFeatures(readFeaturesFormat(args), at) }],
    ]),
    otherwise() {
      throw new UsageError(
        'Say what to do: npm run data -- export …, import …, report …, generate …, models …, features …, samples …, backup … or restore … (or --help).',
      );
    },
  };
}

/** Undefined for an error that is a fault of ours. */
function exitCodeFor(error: unknown): number | undefined {
  if (error instanceof UsageError) return EX_USAGE;
  if (error instanceof SettingsError) return EX_CONFIG;
  if (error instanceof BadLines) return EX_DATAERR;
  return error instanceof DatasetError || error instanceof StoreError ? 1 : undefined;
}
