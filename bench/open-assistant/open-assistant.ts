import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createProgress } from './progress.ts';
import { reportOf } from './report.ts';
import { simulate } from './simulate.ts';

const EVERY_MS = 60_000;

/**
 * Open Assistant's whole volume, or a share of it, through a backend that is killed every minute.
 * @throws Error when anything was lost, doubled or attributed to somebody else, or breaks a rule
 */
export async function openAssistant({ share, seed }: { share: number; seed: number }): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  try {
    const progress = createProgress();
    const { problems, ...run } = await simulate({
      ...{ folder, share, seed, kills: { everyMs: EVERY_MS } },
      onKill: (soFar) => process.stdout.write(progress(soFar)),
    });
    process.stdout.write(reportOf(run));
    if (problems.length > 0)
      throw new Error(`${problems.length} faults:\n${problems.slice(0, 50).join('\n')}`);
    process.stdout.write(
      'Nothing lost, doubled or misattributed; all trees at rest; the export has all of it.\n',
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
