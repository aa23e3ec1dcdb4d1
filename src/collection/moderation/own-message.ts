import type { ActionInteraction } from '../../discord/interaction.ts';
import { UserError } from '../../locales/user-error.ts';
import { findPost } from '../../store/posts.ts';
import type { Desk } from '../desk.ts';

/**
 * The buttons of a post work on the message that was written for it in this channel, and nowhere else: not on an older one,
 * nor on one that somebody forged. `postIn` names the post in a channel.
 * @throws UserError
 */
export async function mustBeItsMessage(
  { channelId, messageId }: ActionInteraction,
  { db }: Pick<Desk, 'db'>,
  postIn: (channelId: string) => string,
): Promise<void> {
  const post = channelId === undefined ? undefined : await findPost(db, postIn(channelId));
  // while it is being written, nobody knows its id yet
  const isIts = post !== undefined && (post.message_id === messageId || post.message_id === null);
  if (!isIts) throw new UserError('case.elsewhere');
}
