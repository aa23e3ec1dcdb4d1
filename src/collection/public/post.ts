import { storable } from '../../discord/posts/stored-view.ts';
import { nearestText } from '../../locales/nearest-text.ts';
import { ownTexts } from '../../store/own-texts.ts';
import { findPost, putPost, removePost } from '../../store/posts.ts';
import { keepsPostChannel, type Server } from '../../store/servers.ts';
import type { CollectionParts } from '../parts.ts';
import { pictureOf } from '../progress/picture.ts';
import { publicCard } from './card.ts';
import { publicPostId } from './names.ts';

type Parts = Pick<
  CollectionParts,
  'db' | 'clock' | 'posting' | 'translator' | 'readProgress' | 'draw' | 'log'
>;

/**
 * Wants the public message of a server to stand in its channel as the collection is now, and brings it there; nowhere any
 * more where another channel was chosen meanwhile.
 */
export async function showPublicPost(parts: Parts, server: Server): Promise<void> {
  const { db, clock, posting, translator, readProgress } = parts;
  if (server.postChannel === undefined) return;
  const id = publicPostId(server.id, server.postChannel);
  const { progress } = await readProgress();
  const words = translator.words(server.locale);
  const files = progress === undefined ? [] : await pictureOf(parts, progress, words);
  const name = nearestText(await ownTexts(db, 'name'), server.locale)?.text;
  const payload = storable({ ...publicCard(progress, words, name), files });
  const post = { id, channelId: server.postChannel, payload, whenDeleted: 'recreate' as const };
  const isWanted = await db.transaction().execute(async (tx) => {
    if (!(await keepsPostChannel(tx, server))) return false;
    await putPost(tx, post, clock.now());
    return true;
  });
  if (isWanted) await posting.deliver(id);
}

/** Wants it away from a channel where it stood. */
export async function removePublicPost(parts: Parts, serverId: string, channelId: string): Promise<void> {
  await removePost(parts.db, publicPostId(serverId, channelId), parts.clock.now());
  parts.posting.wake();
}

/** How often the message is changed at most. */
const EVERY_MS = 5 * 60_000;
/** How long a message rests that could not be brought into its channel. */
const AFTER_FAILURE_MS = 60 * 60_000;

/** Whether it is time to look after a server's message: not within five minutes of a change, nor soon after a failure. */
export async function isPostDue({ db, clock }: Parts, { id, postChannel }: Server): Promise<boolean> {
  if (postChannel === undefined) return false;
  const post = await findPost(db, publicPostId(id, postChannel));
  if (post === undefined) return true;
  if (post.failure === 'no_channel') return false; // until another is chosen
  const age = clock.now() - post.updated_at;
  return age >= (post.state === 'failed' ? AFTER_FAILURE_MS : EVERY_MS) || age < 0;
}

/** Whether the message stood in its channel when somebody last looked. */
export async function stands({ db }: Parts, { id, postChannel = '' }: Server): Promise<boolean> {
  return (await findPost(db, publicPostId(id, postChannel)))?.state === 'posted';
}
