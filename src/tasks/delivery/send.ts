import type { OasstClient } from '../../oasst/client.ts';
import { Interaction, Report } from '../../oasst/interactions.ts';
import type { OutboxRow } from '../../store/outbox.ts';
import { Ack, Nack } from './calls.ts';

/** Makes the call that a row of the outbox stands for. Throws OasstErrors, and what zod throws for a damaged row. */
export async function send(oasst: OasstClient, row: OutboxRow): Promise<unknown> {
  const body: unknown = JSON.parse(row.body);
  switch (row.kind) {
    case 'ack':
      return await oasst.ackTask(row.task_id, Ack.parse(body).message_id);
    case 'nack': {
      const { user, reason } = Nack.parse(body);
      return await oasst.nackTask(row.task_id, user, reason);
    }
    case 'answer':
      return await oasst.postInteraction(Interaction.parse(body));
    case 'report':
      return await oasst.report(Report.parse(body));
  }
}
