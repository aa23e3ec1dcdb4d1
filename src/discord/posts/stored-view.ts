import type { APIEmbed } from 'discord-api-types/v10';
import { z } from 'zod';
import type { Row, View } from '../view.ts';

/** A view as it is read back from a post. */
export const StoredView = z.object({
  content: z.string().exactOptional(),
  embeds: z.array(z.custom<APIEmbed>()),
  components: z.array(z.custom<Row>()),
  files: z
    .array(
      z.object({
        name: z.string(),
        contentType: z.string().exactOptional(),
        description: z.string().exactOptional(),
        /** Base64. */
        data: z.string().transform((text) => new Uint8Array(Buffer.from(text, 'base64'))),
      }),
    )
    .exactOptional(),
});

/** A view as a post keeps it, with its files as text. */
export function storable(view: View): object {
  const files = view.files?.map(({ data, ...file }) => ({
    ...file,
    data: Buffer.from(data).toString('base64'),
  }));
  return { ...view, ...(files === undefined || files.length === 0 ? {} : { files }) };
}
