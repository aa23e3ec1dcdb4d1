import { z } from 'zod';
import type { Actor } from '../discord/interaction.ts';
import { notice, withNotes } from '../discord/notice.ts';
import type { Reply, ReplyHandle } from '../discord/reply.ts';
import { lessonName } from '../locales/lesson-of.ts';
import { type Lesson, lessons } from '../locales/lessons.ts';
import { forgetOffer, keepOffer } from '../store/lesson-offers.ts';
import type { Card, Showing } from './lifecycle.ts';
import { inBackground, type Parts, wordsFor } from './parts.ts';
import { lessonOffer } from './show/lesson-offer.ts';
import type { TaskFilter } from './task-filter.ts';

/** Where a lesson was offered. */
const Offer = z.object({
  lesson: z.enum(lessons),
  messageId: z.string(),
  token: z.string(),
  locale: z.string(),
  validUntil: z.number(),
});

/** Offers a lesson before a task of its kind, below a note where there is one, and remembers where. */
export function offer(
  parts: Parts,
  actor: Actor,
  lesson: Lesson,
  filter: TaskFilter,
  { as, note }: { as: Showing; note?: string | undefined },
): Card {
  const kept = ({ messageId, token, validUntil }: ReplyHandle) => {
    const place: z.infer<typeof Offer> = { lesson, messageId, token, locale: actor.locale, validUntil };
    return keepOffer(parts.db, actor.id, JSON.stringify(place));
  };
  const view = lessonOffer(lesson, filter, wordsFor(parts, actor));
  return { as, view: withNotes(view, note === undefined ? [] : [note]), shown: kept };
}

/**
 * A reply that takes over from an offer that was made before, as stored: once it is there, one line is left of the offer,
 * as long as Discord lets us edit that.
 */
export function takingOver(
  parts: Parts,
  actor: Actor,
  before: string | null | undefined,
  reply: Reply,
): Reply {
  if (!before || reply.as === 'modal') return reply;
  return {
    ...reply,
    shown: async (handle, isOvertaken) => {
      await reply.shown?.(handle, isOvertaken);
      await forgetOffer(parts.db, actor.id, before);
      inBackground(parts, 'line', leaveLine(parts, before, handle));
    },
  };
}

async function leaveLine(parts: Parts, before: string, { messageId }: ReplyHandle): Promise<void> {
  const { data: offered } = Offer.safeParse(JSON.parse(before));
  if (!offered || offered.messageId === messageId || offered.validUntil <= parts.clock.now()) return;
  const words = parts.translator.words(offered.locale);
  const line = notice(words('line.elsewhere', { what: words(lessonName(offered.lesson)) }));
  const place = { message_id: offered.messageId, token: offered.token, valid_until: offered.validUntil };
  await parts.edit(place, line);
}
