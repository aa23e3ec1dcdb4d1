import type { RawFile } from '@discordjs/rest';
import type { RESTPatchAPIWebhookWithTokenMessageJSONBody } from 'discord-api-types/v10';
import type { View } from '../view.ts';

/** A view as a whole message: it takes off what it does not name, unless it keeps files, and pings nobody. Its files go beside it, in order. */
export function messageBody({ content = '', embeds, components, files = [], keepsFiles }: View) {
  const attachments = files.map(({ name, description }, index) => ({
    id: String(index),
    filename: name,
    ...(description === undefined ? {} : { description }),
  }));
  return {
    content,
    embeds,
    components,
    ...(keepsFiles ? {} : { attachments }),
    allowed_mentions: { parse: [] },
  } satisfies RESTPatchAPIWebhookWithTokenMessageJSONBody;
}

/** The files of a view, to go beside its body. */
export function filesOf({ files = [] }: View): RawFile[] {
  return files.map(({ name, data, contentType }) => ({
    name,
    data,
    ...(contentType === undefined ? {} : { contentType }),
  }));
}
