import { notice } from '../../discord/notice.ts';
import { storable } from '../../discord/posts/stored-view.ts';
import type { Words } from '../../locales/words.ts';
import { logChannels } from '../../store/log-channels.ts';
import { putPost } from '../../store/posts.ts';
import type { Desk } from '../desk.ts';

/** Says something in every log channel, in its language, through the queue of posts; `id` is a name that nothing else has. */
export async function tellLog(
  {
    db,
    clock,
    translator,
    posting,
    isTrusted,
  }: Pick<Desk, 'db' | 'clock' | 'translator' | 'posting' | 'isTrusted'>,
  id: string,
  say: (words: Words) => string,
): Promise<void> {
  for (const { channelId, locale } of await logChannels(db, isTrusted)) {
    const payload = storable(notice(say(translator.words(locale))));
    await putPost(db, { id: `${id}:${channelId}`, channelId, payload, whenDeleted: 'stop' }, clock.now());
  }
  posting.wake();
}
