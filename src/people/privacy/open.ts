import type { Actor } from '../../discord/interaction.ts';
import type { Reply } from '../../discord/reply.ts';
import { nearestText } from '../../locales/nearest-text.ts';
import { ownTexts } from '../../store/own-texts.ts';
import { privacyCard } from './card.ts';
import { keptAbout } from './kept.ts';
import { type PrivacyParts, wordsFor } from './parts.ts';

/** What is kept about the actor, as it is now. `news` stands above it. */
export async function openPrivacy(
  parts: PrivacyParts,
  actor: Actor,
  as: 'message' | 'update',
  news?: string,
): Promise<Reply> {
  const kept = await keptAbout(parts, actor.id);
  const own = nearestText(await ownTexts(parts.db, 'privacy'), actor.locale)?.text;
  return { as, view: privacyCard(kept, parts.backendHost, wordsFor(parts, actor), { news, own }) };
}
