import type { Job } from '../../store/jobs.ts';
import { tellLog } from '../channels/tell-log.ts';
import type { Desk } from '../desk.ts';
import type { JobKind } from './kinds.ts';
import { inWords, saidIn } from './said.ts';

/** Says in the log channels how a job ended whose own message cannot be changed any more; of whom it was, it says nothing. */
export async function tellUntold(
  desk: Pick<Desk, 'db' | 'clock' | 'translator' | 'posting' | 'isTrusted'>,
  { id, kind, said }: Job & { kind: JobKind },
): Promise<void> {
  await tellLog(
    desk,
    `job:${id}`,
    (words) =>
      `**${words(`jobs.title_${kind}`)}** · ${words('jobs.untold')}\n${inWords(saidIn(said), words)}`,
  );
}
