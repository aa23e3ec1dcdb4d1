import type { z } from 'zod';
import type { OasstClient } from '../../oasst/client.ts';
import { Interaction, Report } from '../../oasst/interactions.ts';
import type { OutboxRow } from '../../store/outbox.ts';
import { Ack, Nack } from './calls.ts';

/**
 * Makes the call that a row of the outbox stands for.
 * @throws OasstError as the client does
 * @throws UnreadableCall for a row that is damaged, or that only another version can send
 */
export async function send(oasst: OasstClient, row: OutboxRow): Promise<unknown> {
  switch (row.kind) {
    case 'ack':
      return await oasst.ackTask(row.task_id, bodyOf(row, Ack).message_id);
    case 'nack': {
      const { user, reason } = bodyOf(row, Nack);
      return await oasst.nackTask(row.task_id, user, reason);
    }
    case 'answer':
      return await oasst.postInteraction(bodyOf(row, Interaction));
    case 'report':
      return await oasst.report(bodyOf(row, Report));
    default:
      throw new UnreadableCall(row); // the type of a row cannot speak for newer versions
  }
}

/** A call that this version cannot send. It waits, for it may be one of a newer version that comes back. */
class UnreadableCall extends Error {
  override name = 'UnreadableCall';
  // no cause: it would quote what people wrote
  constructor({ id, kind }: Pick<OutboxRow, 'id' | 'kind'>) {
    super(`The call ${id} of the kind ${kind} cannot be read`);
  }
}

function bodyOf<T>(row: OutboxRow, schema: z.ZodType<T>): T {
  const { success, data } = schema.safeParse(jsonIn(row.body));
  if (!success) throw new UnreadableCall(row);
  return data;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
