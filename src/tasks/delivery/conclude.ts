import type { Kysely } from 'kysely';
import { codes, OasstError } from '../../oasst/errors.ts';
import { Report } from '../../oasst/interactions.ts';
import { noteReport } from '../../store/cases.ts';
import { deleteDraft } from '../../store/drafts.ts';
import { type OutboxRow, settle } from '../../store/outbox.ts';
import type { Verdict } from '../../store/outbox-delivery.ts';
import type { Schema } from '../../store/schema.ts';
import { announce } from '../../store/webhooks.ts';
import { change, lose } from '../session/change.ts';
import { NOT_AGREED } from '../session/rules.ts';
import { ConsentWithdrawn } from './consent.ts';
import { UNDELIVERED, verdictOn } from './verdict.ts';

type Final = Exclude<Verdict, { is: 'later' }>;

/**
 * Writes down how a call ended, together with what that means for its task, in one transaction, and says whether its
 * queue has more. Undefined, with nothing changed, when the call was taken over by somebody else meanwhile.
 */
export async function conclude(
  db: Kysely<Schema>,
  row: OutboxRow,
  verdict: Final,
  now: number,
): Promise<{ hasMore: boolean } | undefined> {
  if (row.kind === 'report' && verdict.is === 'sent')
    return await db.transaction().execute((tx) => reported(tx, row, now));
  const settlesTask =
    row.kind === 'answer' || row.kind === 'nack' || (row.kind === 'ack' && verdict.is === 'refused');
  if (!settlesTask) return await settle(db, row, verdict.is);
  return await db.transaction().execute(async (tx) => {
    const settled = await settle(tx, row, verdict.is);
    if (settled) await settleTask(tx, row, verdict, now);
    return settled;
  });
}

/** A report that arrived opens a case for the moderators. */
async function reported(
  tx: Kysely<Schema>,
  row: OutboxRow,
  now: number,
): Promise<{ hasMore: boolean } | undefined> {
  const settled = await settle(tx, row, 'sent');
  const { data } = Report.safeParse(JSON.parse(row.body)); // it was just sent, so it can be read
  if (!settled || !data) return settled;
  const { message_id: messageId, text: words, user, labels } = data;
  const report = { messageId, personId: user.id, words, labels: Object.keys(labels), madeAt: row.created_at };
  await noteReport(tx, report, now);
  const told = { message_id: messageId, labels: Object.keys(labels) };
  await announce(tx, { type: 'collection.message_reported', data: told }, now);
  return settled;
}

async function settleTask(tx: Kysely<Schema>, row: OutboxRow, verdict: Final, now: number): Promise<void> {
  const { task_id: taskId, kind } = row;
  if (kind === 'ack') return await lose(tx, taskId, codes.taskNotFound, now);
  if (kind === 'answer' && verdict.is === 'refused') {
    await change(tx, taskId, 'refused', now, codeOf(verdict));
    return;
  }
  await change(tx, taskId, kind === 'answer' ? 'delivered' : 'nacked', now);
  await deleteDraft(tx, taskId);
}

/** The code to remember a refusal by: `UNDELIVERED` for an answer that was given up after all attempts, `NOT_AGREED` without consent. */
function codeOf({ error }: Extract<Verdict, { is: 'refused' }>): number | null {
  if (error instanceof ConsentWithdrawn) return NOT_AGREED;
  if (
    !(error instanceof OasstError) ||
    verdictOn(error, { kind: 'answer', attempts: 1 }, () => 0).is === 'later'
  ) {
    return UNDELIVERED;
  }
  return error.code ?? null;
}
