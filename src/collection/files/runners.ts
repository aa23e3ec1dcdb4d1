import type { FetchFile } from '../../discord/calls/fetch-file.ts';
import type { JobKind } from '../jobs/kinds.ts';
import type { Runner } from '../jobs/runner.ts';
import { backupRunner } from './backup.ts';
import { exportRunner } from './export.ts';
import { importRunner } from './import-runner.ts';
import type { CollectionFiles } from './parts.ts';

/** How jobs of every kind are done with a collection's files; none where the collection is on the network. */
export function runnersFor(
  files: CollectionFiles | undefined,
  fetchFile: FetchFile,
): Readonly<Partial<Record<JobKind, Runner>>> {
  if (!files) return {};
  return { import: importRunner(files, fetchFile), export: exportRunner(files), backup: backupRunner(files) };
}
