import type { Actor } from '../../discord/interaction.ts';
import { userOf } from '../../oasst/discord-user.ts';
import type { Act, Wish } from '../../oasst/moderation.ts';
import { noteAct } from '../../store/acts.ts';
import type { Desk } from '../desk.ts';

/**
 * Has the backend do what a moderator wants, and gives its entry in the trail; undefined where that keeps none: then it is
 * written down here. `personId` is the Discord id of whom it is about. @throws OasstError as the client does
 */
export async function perform(
  { db, oasst, clock }: Pick<Desk, 'db' | 'oasst' | 'clock'>,
  actor: Actor,
  wish: Wish,
  { reason = '', personId }: { reason?: string; personId?: string | undefined } = {},
): Promise<Act | undefined> {
  const act = await oasst.moderation.act(userOf(actor), wish, reason);
  if (act) return act;
  const subject = 'message_id' in wish ? wish.message_id : wish.user_id;
  await noteAct(db, { act: wish.act, subject, personId }, { by: actor.id, now: clock.now() });
  return undefined;
}
