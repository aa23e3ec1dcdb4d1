import type { Kysely } from 'kysely';
import { codes, OasstError } from '../../oasst/errors.ts';
import { deleteDraft, readDraft } from '../../store/drafts.ts';
import { type OutboxRow, settle } from '../../store/outbox.ts';
import type { Schema } from '../../store/schema.ts';
import { moveSession } from '../../store/sessions.ts';
import { UNDELIVERED, type Verdict, verdictOn } from './verdict.ts';

/** Writes down how a call ended, together with what that means for its task, in one transaction. */
export async function conclude(
  db: Kysely<Schema>,
  row: OutboxRow,
  verdict: Exclude<Verdict, { is: 'later' }>,
  now: number,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await settle(tx, row.id, verdict.is);
    if (row.kind === 'answer' && verdict.is === 'sent') {
      await moveSession(tx, row.task_id, ['sending'], 'done', now);
      await deleteDraft(tx, row.task_id);
    } else if (row.kind === 'answer') {
      const refusal_code = verdict.is === 'refused' ? codeOf(verdict) : null;
      await moveSession(tx, row.task_id, ['sending'], 'returned', now, { refusal_code });
    } else if (row.kind === 'nack') {
      await moveSession(tx, row.task_id, ['skipping'], 'skipped', now);
      await deleteDraft(tx, row.task_id);
    } else if (row.kind === 'ack' && verdict.is === 'refused') {
      await endUnanswered(tx, row.task_id, now);
    }
  });
}

/** The backend no longer knows an open task: what was entered for it goes back to its author. */
async function endUnanswered(tx: Kysely<Schema>, taskId: string, now: number): Promise<void> {
  const hasDraft = (await readDraft(tx, taskId)) !== undefined;
  const [state, refusal_code] = hasDraft
    ? (['returned', codes.taskNotFound] as const)
    : (['gone', null] as const);
  await moveSession(tx, taskId, ['open'], state, now, { refusal_code });
}

/** The code to remember a refusal by; `UNDELIVERED` for an answer that was given up after all attempts. */
function codeOf({ error }: Extract<Verdict, { is: 'refused' }>): number | null {
  if (
    !(error instanceof OasstError) ||
    verdictOn(error, { kind: 'answer', attempts: 1 }, () => 0).is === 'later'
  ) {
    return UNDELIVERED;
  }
  return error.code ?? null;
}
