import type { APIEmbed } from 'discord-api-types/v10';
import { type Part, walk } from './part.ts';
import { type Problem, problem } from './problem.ts';

export const mostFiles = 10;
export const mostFileBytes = 10 * 1024 * 1024;
export const mostRequestBytes = 25 * 1024 * 1024;

/** Every `attachment://name` must name a file of the message. */
export function referenceProblems(parts: Part[], embeds: APIEmbed[], names: string[]): Problem[] {
  const references = [
    ...walk(parts).flatMap(({ part, path }) => [
      { path: [...path, 'file', 'url'], url: part.file?.url },
      { path: [...path, 'media', 'url'], url: part.media?.url },
      ...(part.items ?? []).map(({ media }, index) => ({ path: [...path, 'items', index], url: media.url })),
    ]),
    ...embeds.flatMap(({ image, thumbnail }, index) => [
      { path: ['embeds', index, 'image', 'url'], url: image?.url },
      { path: ['embeds', index, 'thumbnail', 'url'], url: thumbnail?.url },
    ]),
  ];
  return references.flatMap(({ path, url }) => {
    const name = url?.startsWith('attachment://') ? url.slice('attachment://'.length) : undefined;
    if (name === undefined || names.includes(name)) return [];
    const message = 'The referenced attachment was not found';
    return [problem(path, 'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND', message)];
  });
}
