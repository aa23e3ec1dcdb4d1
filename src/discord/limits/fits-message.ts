import type { APIEmbed } from 'discord-api-types/v10';
import { MessageFlags } from 'discord-api-types/v10';
import { textsOf, total } from '../text/budget.ts';
import { sizeOf } from '../text/text.ts';
import { embedProblems } from './fits-embed.ts';
import { layoutProblems } from './fits-layout.ts';
import { rowsProblems } from './fits-row.ts';
import { countProblems, duplicates, textProblems } from './fits-text.ts';
import { messageLimits as limits } from './limits.ts';
import { componentsOf, customIdsOf, displayTextsOf, idsOf } from './nested.ts';
import type { OutgoingMessage } from './outgoing.ts';

/** What is wrong with an outgoing message. */
export function* messageProblems(message: OutgoingMessage): Generator<string> {
  const { content, components } = message;
  const embeds = message.embeds ?? [];
  const all = componentsOf(components ?? []);
  yield* textProblems('content', content, { max: limits.content });
  yield* countProblems('embeds', embeds.length, { max: limits.embeds });
  for (const [index, embed] of embeds.entries()) yield* embedProblems(`embeds[${index}]`, embed);
  yield* sizeProblems(content ?? '', embeds, displayTextsOf(all));
  yield* duplicates('custom_id', customIdsOf(all));
  yield* duplicates('id', idsOf(all));
  if (isEmpty(message)) yield 'message: empty';
  if (((message.flags ?? 0) & MessageFlags.IsComponentsV2) !== 0) yield* layoutProblems(message, all);
  else yield* rowsProblems(components ?? []);
}

function* sizeProblems(content: string, embeds: readonly APIEmbed[], displays: string[]): Generator<string> {
  const inEmbeds = embeds.flatMap(textsOf);
  const { units } = total(inEmbeds.map(sizeOf));
  if (units > limits.embedText) yield `embeds: ${units} units of text, at most ${limits.embedText}`;
  const { bytes } = total([content, ...inEmbeds, ...displays].map(sizeOf));
  if (bytes > limits.bytes) yield `message: ${bytes} bytes of text, at most ${limits.bytes}`;
}

/** Nothing to show, and nothing left out on purpose as an edit or a deferral may do. */
function isEmpty({ content, embeds, components, attachments, poll }: OutgoingMessage): boolean {
  const things = [...(embeds ?? []), ...(components ?? []), ...(attachments ?? []), ...(poll ? [poll] : [])];
  return (
    content !== undefined && embeds !== undefined && (content ?? '').trim() === '' && things.length === 0
  );
}
