import type { CommandInteraction } from '../../discord/interaction.ts';
import { notice } from '../../discord/notice.ts';
import type { Reply } from '../../discord/reply.ts';
import { UserError } from '../../locales/user-error.ts';
import type { Desk } from '../desk.ts';
import type { FilesParts } from './parts.ts';

/** `/backup`: a copy of the whole database on the disk of the bot. */
export async function backUpCollection(
  { actor }: CommandInteraction,
  { files, translator }: Pick<Desk, 'translator'> & FilesParts,
): Promise<Reply> {
  if (!files) throw new UserError('files.network');
  const name = await files.backUp();
  if (name === undefined) throw new UserError('files.postgres');
  return {
    as: 'message',
    view: notice(translator.words(actor.locale)('files.backed_up', { file: `\`${name}\`` })),
  };
}
