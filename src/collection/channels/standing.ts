import { findPost } from '../../store/posts.ts';
import type { CollectionParts } from '../parts.ts';
import type { Standing } from './note.ts';

/** How far a post is; undefined when there is none by this name. */
export async function standingOf(
  { db }: Pick<CollectionParts, 'db'>,
  postId: string,
): Promise<Standing | undefined> {
  const post = await findPost(db, postId);
  if (post === undefined || post.wanted === 'removed') return undefined;
  if (post.state === 'posted') return 'shown';
  if (post.state === 'waiting') return post.message_id === null ? 'soon' : 'shown';
  return post.failure === 'no_permission' || post.failure === 'no_channel' ? post.failure : 'refused';
}
