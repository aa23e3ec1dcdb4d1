import { OasstError } from '../../oasst/errors.ts';
import type { MessageFacts } from '../../oasst/moderation.ts';
import { type Case, markShown, reportsOn } from '../../store/cases.ts';
import { logChannels } from '../../store/log-channels.ts';
import { putPost } from '../../store/posts.ts';
import type { Desk } from '../desk.ts';
import { caseView, MOST_REPORTS } from './case-view.ts';

type Parts = Pick<Desk, 'db' | 'oasst' | 'clock' | 'translator' | 'posting' | 'isTrusted'>;

/** The name of a case's message in one channel. */
export function postOf(caseId: string, channelId: string): string {
  return `case:${caseId}:${channelId}`;
}

/**
 * Brings a case into every log channel as it is now, through the queue of posts.
 * @throws OasstError when the backend cannot be asked; the case stays to be shown
 */
export async function showCase(parts: Parts, known: Case): Promise<void> {
  const { db, clock, translator, posting } = parts;
  const channels = await logChannels(db, parts.isTrusted);
  const [facts, reports] =
    channels.length === 0
      ? [undefined, []]
      : [await factsOf(parts, known.message_id), await reportsOn(db, known.message_id, MOST_REPORTS + 1)];
  await db.transaction().execute(async (tx) => {
    for (const { channelId, locale } of channels) {
      const payload = caseView(known, facts, reports, translator.words(locale));
      const id = postOf(known.id, channelId);
      await putPost(tx, { id, channelId, payload, whenDeleted: 'recreate' }, clock.now());
    }
    await markShown(tx, known);
  });
  if (channels.length > 0) posting.wake();
}

/** What the backend says of a message; undefined when it knows it no more. @throws OasstError for everything else */
export async function factsOf(
  { oasst }: Pick<Parts, 'oasst'>,
  messageId: string,
): Promise<MessageFacts | undefined> {
  try {
    return await oasst.moderation.message(messageId);
  } catch (error) {
    if (error instanceof OasstError && error.status === 404) return undefined;
    throw error;
  }
}
