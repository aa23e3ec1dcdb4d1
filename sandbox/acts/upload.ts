import { mostFileBytes } from '../rules/attachments.ts';
import type { UploadResult } from '../view.ts';
import { keepFile, newAttachment, type SentFile } from '../world/attachments.ts';
import { personWith } from '../world/people.ts';
import type { World } from '../world/world.ts';

/**
 * Picks a file for an option of a command: the id that comes back is the option's value. The bot hears of it with the
 * command. What is larger than a file may be, Discord's client does not send.
 */
export function upload(world: World, personId: string, file: SentFile): UploadResult {
  personWith(world, personId);
  if (file.bytes.byteLength > mostFileBytes)
    return { ok: false, error: 'Your files are too powerful: the most is 10 MiB' };
  const attachment = newAttachment(world, file);
  keepFile(world, attachment, file);
  world.uploads.set(attachment.id, { personId, attachment });
  return { ok: true, id: attachment.id };
}
