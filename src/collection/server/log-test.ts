import type { Actor } from '../../discord/interaction.ts';
import { notice } from '../../discord/notice.ts';
import { putPost } from '../../store/posts.ts';
import { standingOf } from '../channels/standing.ts';
import type { CollectionParts } from '../parts.ts';
import type { Place } from './place.ts';

/** Writes a test message into a channel of that server where reports are to arrive; false when it has not arrived. */
export async function testLogChannel(
  parts: CollectionParts,
  { id: serverId, locale }: Place,
  channelId: string,
  { id: manager }: Actor,
): Promise<boolean> {
  if ((await parts.lookAtChannel(serverId, channelId)).is !== 'usable') return false;
  const id = `log-test:${serverId}:${channelId}`;
  const words = parts.translator.words(locale);
  const payload = notice(words('setup.test_message', { manager: `<@${manager}>` }));
  await putPost(parts.db, { id, channelId, payload, whenDeleted: 'recreate' }, parts.clock.now());
  await parts.posting.deliver(id);
  return (await standingOf(parts, id)) === 'shown';
}
