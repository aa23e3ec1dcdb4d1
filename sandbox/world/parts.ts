import type { APIAttachment, APIEmbed } from 'discord-api-types/v10';
import type { Part } from '../rules/part.ts';
import { walk } from '../rules/part.ts';

const select = { min_values: 1, max_values: 1, disabled: false };

/** What Discord adds to components that leave it out, by type. */
const defaults: Record<number, object> = {
  3: select,
  5: select,
  6: select,
  7: select,
  8: select,
  14: { spacing: 1, divider: true },
  17: { accent_color: null, spoiler: false },
};

/** Gives every component what Discord adds: defaults, and a number, the next free one in reading order. */
export function numbered(parts: Part[]): Part[] {
  const taken = new Set(walk(parts).map(({ part }) => part.id));
  let next = 0;
  const free = () => {
    do next += 1;
    while (taken.has(next));
    return next;
  };
  const number = (part: Part): Part => {
    const id = part.id || free();
    return {
      ...defaults[part.type],
      ...part,
      id,
      ...(part.components ? { components: part.components.map(number) } : {}),
      ...(part.component ? { component: number(part.component) } : {}),
      ...(part.accessory ? { accessory: number(part.accessory) } : {}),
    };
  };
  return parts.map(number);
}

/** Replaces `attachment://name` by the address of that file. */
export function resolveFiles<T extends Part[] | APIEmbed[]>(value: T, attachments: APIAttachment[]): T {
  const resolved = JSON.stringify(value, (key, text) => {
    if (key !== 'url' || typeof text !== 'string' || !text.startsWith('attachment://')) return text;
    return attachments.find(({ filename }) => text === `attachment://${filename}`)?.url ?? text;
  });
  return JSON.parse(resolved) as T;
}
