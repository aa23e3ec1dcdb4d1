import { OasstError } from '../../oasst/errors.ts';
import type { MessageFacts } from '../../oasst/moderation.ts';
import { type CaseCard, caseCardsOf } from '../../store/case-cards.ts';
import { type Case, findCase, markShown, reportsOn } from '../../store/cases.ts';
import { logChannels } from '../../store/log-channels.ts';
import { putPost } from '../../store/posts.ts';
import type { Desk } from '../desk.ts';
import { caseView, MOST_REPORTS } from './case-view.ts';

type Parts = Pick<
  Desk,
  'db' | 'oasst' | 'clock' | 'translator' | 'posting' | 'messages' | 'isTrusted' | 'log'
>;

/** The name of a case's message in one channel. */
export function postOf(caseId: string, channelId: string): string {
  return `case:${caseId}:${channelId}`;
}

/**
 * Brings a case as it is now into every log channel, through the queue of posts, and onto the cards of those who have
 * looked it up, but for the one (`besides`) that a reply is about to change. What has changed while it is brought there is
 * left to whoever has changed it.
 * @throws OasstError when the backend cannot be asked; the case stays to be shown
 */
export async function showCase(parts: Parts, known: Case, besides?: string): Promise<void> {
  const { db, clock, translator, posting } = parts;
  const channels = await logChannels(db, parts.isTrusted);
  const open = await caseCardsOf(db, known.id, clock.now());
  const cards = open.filter(({ message_id }) => message_id !== besides);
  const facts = channels.length + cards.length === 0 ? undefined : await factsFor(parts, known);
  const isNewest = await db.transaction().execute(async (tx) => {
    if (!(await markShown(tx, known))) return false;
    if (!facts) return true;
    for (const { channelId, locale } of channels) {
      const payload = caseView(known, ...facts, translator.words(locale));
      const id = postOf(known.id, channelId);
      await putPost(tx, { id, channelId, payload, whenDeleted: 'recreate' }, clock.now());
    }
    return true;
  });
  if (!isNewest || !facts) return;
  if (channels.length > 0) posting.wake();
  for (const card of cards) void changeCard(parts, card, known, facts);
}

type Facts = readonly [MessageFacts | undefined, Awaited<ReturnType<typeof reportsOn>>];

async function factsFor(parts: Pick<Parts, 'db' | 'oasst'>, { message_id }: Case): Promise<Facts> {
  return [await factsOf(parts, message_id), await reportsOn(parts.db, message_id, MOST_REPORTS + 1)];
}

/**
 * Has a card follow its case, and once more where that has changed meanwhile: of two changes under way nobody knows which
 * comes last. Its buttons say how the case stands, should it not come through. Never rejects.
 */
async function changeCard(parts: Parts, card: CaseCard, known: Case, facts: Facts): Promise<void> {
  const { db, messages, translator, log } = parts;
  const at = { token: card.token, messageId: card.message_id, validUntil: card.valid_until };
  try {
    await messages.edit(at, caseView(known, ...facts, translator.words(card.locale), 'lookup'));
    const now = await findCase(db, known.id);
    if (now && now.version !== known.version) await changeCard(parts, card, now, await factsFor(parts, now));
  } catch (error) {
    log.info({ err: error, case: card.case_id }, 'a card does not follow its case');
  }
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
