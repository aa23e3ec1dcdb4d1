import { isDeepStrictEqual } from 'node:util';
import type { APIEmbed, APIMessage } from 'discord-api-types/v10';
import type { View } from '../view.ts';

/** Whether a message of ours shows this view, as far as Discord keeps what it was given: texts but for their outer blanks, and custom ids. */
export function looksAs(message: Pick<APIMessage, 'content' | 'embeds' | 'components'>, view: View): boolean {
  return isDeepStrictEqual(essence(message), essence({ content: '', ...view }));
}

type Look = { content: string; embeds: readonly APIEmbed[]; components?: readonly object[] | undefined };

function essence({ content, embeds, components = [] }: Look) {
  return { content: content.trim(), embeds: embeds.map(textsOf), ids: customIdsIn(components) };
}

function textsOf({ title, description, author, footer, fields = [] }: APIEmbed): string[] {
  const pairs = fields.flatMap(({ name, value }) => [name, value]);
  return [title, description, author?.name, footer?.text, ...pairs].map((text = '') => text.trim());
}

function customIdsIn(components: readonly object[]): string[] {
  return components.flatMap((component) => [
    ...('custom_id' in component ? [String(component.custom_id)] : []),
    ...('components' in component && Array.isArray(component.components)
      ? customIdsIn(component.components)
      : []),
  ]);
}
