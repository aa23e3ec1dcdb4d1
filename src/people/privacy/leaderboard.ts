import type { ActionInteraction } from '../../discord/interaction.ts';
import type { Reply } from '../../discord/reply.ts';
import { forgettingKeys } from '../../locales/forgetting.ts';
import { UserError } from '../../locales/user-error.ts';
import { userOf } from '../../oasst/discord-user.ts';
import { mayNot } from '../../oasst/errors.ts';
import { findErasure } from '../../store/erasures.ts';
import { openPrivacy } from './open.ts';
import { type PrivacyParts, wordsFor } from './parts.ts';

/** Takes the actor off the leaderboard, or puts them on it again: it is asked what is wished, so twice is once. */
export async function boardAction(
  { actor }: ActionInteraction,
  parts: PrivacyParts,
  shown: boolean,
): Promise<Reply> {
  const erasure = await findErasure(parts.db, actor.id);
  if (erasure) throw new UserError(forgettingKeys[erasure.mode]);
  try {
    await parts.oasst.showOnLeaderboard(userOf(actor), shown);
  } catch (error) {
    if (mayNot(error)) throw new UserError('privacy.board_refused');
    throw error;
  }
  const words = wordsFor(parts, actor);
  return await openPrivacy(parts, actor, 'update', words(shown ? 'privacy.joined' : 'privacy.left'));
}
