import type { Action } from '../../discord/action.ts';
import type { ActionInteraction } from '../../discord/interaction.ts';
import { notice } from '../../discord/notice.ts';
import type { Reply } from '../../discord/reply.ts';
import { UserError } from '../../locales/user-error.ts';
import { beginAsked, dropAsked, type Job, showJobAt } from '../../store/jobs.ts';
import { isJobId, ownJob } from '../jobs/actions.ts';
import { begun, cardOf } from '../jobs/begin.ts';
import { holdFrom } from '../jobs/machine.ts';
import type { ImportParts } from './import.ts';
import { notedOf } from './import-runner.ts';

/** The buttons below what a file would bring. They work for whoever gave the file, on the message that shows it. */
export const importActions: readonly Action<ImportParts>[] = [
  { name: 'importgo', deferMode: 'update', run: go },
  { name: 'importno', deferMode: 'update', run: cancel },
].map((action) => ({ ...action, for: 'owner', isSubject: isJobId }) as Action<ImportParts>);

async function go(interaction: ActionInteraction, parts: ImportParts): Promise<Reply> {
  const asked = await itsJob(interaction, parts);
  const said = [{ key: 'import.fetching' }];
  const job = await beginAsked(parts.db, asked.id, said, notedOf(asked), holdFrom(parts.clock));
  if (job === 'busy') throw new UserError('jobs.busy');
  return job ? begun(parts, job, 'update') : await asItIs(interaction, parts);
}

async function cancel(interaction: ActionInteraction, parts: ImportParts): Promise<Reply> {
  const asked = await itsJob(interaction, parts);
  if (!(await dropAsked(parts.db, asked.id))) return await asItIs(interaction, parts);
  const words = parts.translator.words(interaction.actor.locale);
  return { as: 'update', view: notice(words('import.cancelled')) };
}

/** A second click changes nothing: it shows what the first has begun. */
async function asItIs(interaction: ActionInteraction, parts: ImportParts): Promise<Reply> {
  const job = await itsJob(interaction, parts);
  return {
    as: 'update',
    view: cardOf(parts, job),
    shown: (handle) => showJobAt(parts.db, job.id, handle),
  };
}

/** @throws UserError on any other message, and for anybody else */
async function itsJob(interaction: ActionInteraction, parts: ImportParts): Promise<Job> {
  const job = await ownJob(interaction, parts);
  if (job.message_id !== null && job.message_id !== interaction.messageId)
    throw new UserError('problem.outdated');
  return job;
}
