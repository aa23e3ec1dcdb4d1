import type { Action } from '../../discord/action.ts';
import type { ActionInteraction } from '../../discord/interaction.ts';
import type { Reply } from '../../discord/reply.ts';
import { UserError } from '../../locales/user-error.ts';
import { askStop, findJob, type Job } from '../../store/jobs.ts';
import { type JobParts, shownAgain } from './begin.ts';

/** The buttons of a job that runs. Each click lets its message be changed for a quarter of an hour more. */
export const jobActions: readonly Action<JobParts>[] = [
  { name: 'jobshow', deferMode: 'update', run: show },
  { name: 'jobstop', deferMode: 'update', run: stop },
].map((action) => ({ ...action, for: 'owner', isSubject: isJobId }) as Action<JobParts>);

/** Whether the subject of a control names a job. */
export function isJobId(subject: string): boolean {
  return /^[0-9a-f]{16}$/.test(subject);
}

async function show(interaction: ActionInteraction, parts: JobParts): Promise<Reply> {
  return shownAgain(parts, await ownJob(interaction, parts), 'update');
}

async function stop(interaction: ActionInteraction, parts: JobParts): Promise<Reply> {
  const job = await ownJob(interaction, parts);
  if (job.state !== 'running') return shownAgain(parts, job, 'update');
  await askStop(parts.db, job.id, parts.clock.now());
  return shownAgain(parts, job, 'update', [{ key: 'jobs.stopping' }]);
}

/** The job that a control is about, for whoever asked for it. @throws UserError for everybody else */
export async function ownJob(
  { subject, actor }: Pick<ActionInteraction, 'subject' | 'actor'>,
  { db }: Pick<JobParts, 'db'>,
): Promise<Job> {
  const job = await findJob(db, subject);
  if (job?.person_id !== actor.id) throw new UserError('problem.outdated');
  return job;
}
