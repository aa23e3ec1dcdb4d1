import type { APIAttachment } from 'discord-api-types/v10';
import type { World } from './world.ts';

/** A file as it was sent. */
export type SentFile = { name: string; type: string; bytes: Uint8Array };

/** A file as Discord names it and says where it can be fetched; it cannot until `keepFile`. */
export function newAttachment(
  world: World,
  file: SentFile,
  about: { filename?: string; description?: string; title?: string } = {},
): APIAttachment {
  const id = world.newId();
  const filename = (about.filename ?? file.name).replaceAll(/[^\p{L}\p{N}._-]/gu, '_');
  const url = `${world.url}/attachments/${id}/${encodeURIComponent(filename)}`;
  return {
    id,
    filename,
    size: file.bytes.byteLength,
    url,
    proxy_url: url,
    content_type: file.type || 'application/octet-stream',
    ...(about.description ? { description: about.description } : {}),
    ...(about.title ? { title: about.title } : {}),
  };
}

/** Lets a file be fetched from where its attachment says. */
export function keepFile(world: World, { url }: APIAttachment, { bytes, type }: SentFile): void {
  world.files.set(new URL(url).pathname, { bytes, type });
}
