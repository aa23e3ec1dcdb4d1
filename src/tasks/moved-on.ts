import type { ActionInteraction } from '../discord/interaction.ts';
import type { Reply } from '../discord/reply.ts';
import { collapseCard } from '../store/cards.ts';
import { inBackground, type Parts, wordsFor } from './parts.ts';
import { type Finished, readFinished } from './session/finished.ts';
import { hasSettled } from './session/read.ts';
import { isAnswerable } from './session/states.ts';
import { lineView } from './show/line.ts';
import { refreshCard } from './show/refresh.ts';

/**
 * A reply that takes the place of the card of a finished task: what was clicked becomes one line, and so does the card
 * where it was last shown, if that is another one that Discord still lets us edit.
 */
export async function movedOn(
  { actor, subject, messageId }: ActionInteraction,
  parts: Parts,
  reply: Reply,
): Promise<Reply> {
  if (reply.as !== 'message') return reply;
  const found = await readFinished(parts.db, subject);
  // what its person can still answer stays as it is
  if (!found || found.session.personId !== actor.id || isAnswerable(found.session.state)) return reply;
  // before it is seen, so that news of it find the line and not the card
  if (found.place) await collapseCard(parts.db, subject);
  const clicked = lineView(found.session, found.entered, wordsFor(parts, actor));
  return {
    ...reply,
    clicked,
    shown: async (handle, isOvertaken) => {
      await reply.shown?.(handle, isOvertaken);
      inBackground(parts, 'line', leaveLine(parts, found, messageId));
    },
  };
}

/** What became of an answer while a line said that it is on its way is told once more: its news may have come before the line. */
async function leaveLine(
  parts: Parts,
  { session, entered, place }: Finished,
  clicked: string | undefined,
): Promise<void> {
  if (!place || place.valid_until <= parts.clock.now()) return;
  if (place.message_id !== clicked) {
    const line = lineView(session, entered, parts.translator.words(place.locale));
    await parts.edit(place, line);
  }
  const wasOnItsWay = session.state === 'sending';
  if (wasOnItsWay && (await hasSettled(parts.db, session.taskId))) await refreshCard(parts, session.taskId);
}
