import { backoff } from '../../backoff.ts';
import type { OasstClient } from '../../oasst/client.ts';
import { codes, OasstError } from '../../oasst/errors.ts';
import { Interaction } from '../../oasst/interactions.ts';
import type { OutboxRow } from '../../store/outbox.ts';
import type { Verdict } from '../../store/outbox-delivery.ts';

/**
 * Before a text is given up as refused: the reference backend says 1004 for a `user_message_id` it has seen before, and
 * that is what a second attempt gets when the first one arrived unseen. Then the text is there to be found.
 */
export async function secondLook(
  oasst: OasstClient,
  row: OutboxRow,
  verdict: Extract<Verdict, { is: 'refused' }>,
  random: () => number,
): Promise<Verdict> {
  const { error } = verdict;
  const doubtful =
    error instanceof OasstError && error.code === codes.interactionRequestFailed && row.attempts > 1;
  if (!doubtful || row.kind !== 'answer') return verdict;
  const interaction = Interaction.parse(JSON.parse(row.body));
  if (interaction.type !== 'text_reply_to_message') return verdict;
  try {
    const { text } = await oasst.frontendMessage(interaction.user_message_id);
    return text === interaction.text ? { is: 'sent' } : verdict;
  } catch (failure) {
    const isAbsent = failure instanceof OasstError && failure.code === codes.messageNotFound;
    return isAbsent ? verdict : { is: 'later', waitMs: backoff(row.attempts, random), error: failure };
  }
}
