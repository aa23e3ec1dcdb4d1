import type { ActionInteraction } from '../../discord/interaction.ts';
import type { Reply } from '../../discord/reply.ts';
import { forgettingKeys } from '../../locales/forgetting.ts';
import { UserError } from '../../locales/user-error.ts';
import { findErasure } from '../../store/erasures.ts';
import { setNamed } from '../../store/people.ts';
import { openPrivacy } from './open.ts';
import { type PrivacyParts, wordsFor } from './parts.ts';

/** Has the actor thanked by name in public, or not any more: it is said what is wished, so twice is once. */
export async function nameAction(
  { actor }: ActionInteraction,
  parts: PrivacyParts,
  agrees: boolean,
): Promise<Reply> {
  const erasure = await findErasure(parts.db, actor.id);
  if (erasure) throw new UserError(forgettingKeys[erasure.mode]);
  const isKnown = await setNamed(parts.db, actor.id, agrees, parts.clock.now());
  if (!isKnown) throw new UserError('weekly.not_yet');
  const words = wordsFor(parts, actor);
  return await openPrivacy(parts, actor, 'update', words(agrees ? 'weekly.named' : 'weekly.unnamed'));
}
