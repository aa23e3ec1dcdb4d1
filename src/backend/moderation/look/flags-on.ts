import type { FlagsOn } from '../../../oasst/moderation.ts';
import type { Db } from '../../db.ts';

/** How often others have put a red flag on what somebody wrote, and on how many of their messages; deleted ones count as well. */
export async function flagsOn(db: Db, userId: string): Promise<FlagsOn> {
  const { flags, messages } = await db
    .selectFrom('backend_messages as message')
    .innerJoin('backend_emojis as emoji', 'emoji.message_id', 'message.id')
    .select(({ fn }) => [
      fn.countAll<number>().as('flags'),
      fn.count<number>('message.id').distinct().as('messages'),
    ])
    .where('message.user_id', '=', userId)
    .where('emoji.user_id', '!=', userId)
    .where('emoji.emoji', '=', 'red_flag')
    .executeTakeFirstOrThrow();
  return { flags: Number(flags), messages: Number(messages) };
}
