import type { Actor } from '../discord/interaction.ts';
import type { Reply } from '../discord/reply.ts';
import { findPerson } from '../store/people.ts';
import { openElsewhere } from './elsewhere.ts';
import type { Showing } from './lifecycle.ts';
import { offeredLanguage } from './offers.ts';
import { type Parts, wordsFor } from './parts.ts';
import { availableView } from './show/available.ts';
import { consentCard, hasConsented } from './show/consent.ts';

/**
 * What is open for somebody, in a language or in their own. The backend learns who asks, so their consent comes first, as
 * before a task.
 */
export async function showAvailable(
  parts: Parts,
  actor: Actor,
  as: Showing,
  wanted?: string,
): Promise<Reply> {
  const person = await findPerson(parts.db, actor.id);
  const lang = wanted ?? offeredLanguage(await parts.offers(actor), actor, person?.lang);
  const words = wordsFor(parts, actor);
  if (!hasConsented(person)) return { as, view: consentCard({ type: 'random', lang }, words) };
  const here = await parts.openWork.of(actor, lang);
  const elsewhere = here ? await openElsewhere(parts, actor, lang) : [];
  return { as, view: availableView({ lang, here, elsewhere }, words) };
}
