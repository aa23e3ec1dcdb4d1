import { z } from 'zod';

/** What an answer says, apart from who gave it and for which task. */
export type Content =
  | { kind: 'text'; text: string }
  | { kind: 'rank'; picked: readonly number[]; none: boolean }
  | { kind: 'rate'; rating: number | null }
  | { kind: 'labels'; values: Readonly<Record<string, number>> };

const Sent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text_reply_to_message'), text: z.string() }),
  z.object({ type: z.literal('message_rating'), rating: z.number() }),
  z.object({
    type: z.literal('message_ranking'),
    ranking: z.array(z.number()),
    not_rankable: z.boolean().optional(),
  }),
  z.object({ type: z.literal('text_labels'), labels: z.record(z.string(), z.number()) }),
]);

/** What an interaction says, as it stands on the wire; undefined when it is none. */
export function contentOf(interaction: unknown): Content | undefined {
  const { data } = Sent.safeParse(interaction);
  if (!data) return undefined;
  if (data.type === 'text_reply_to_message') return { kind: 'text', text: data.text.trim() };
  if (data.type === 'message_rating') return { kind: 'rate', rating: data.rating };
  if (data.type === 'text_labels') return { kind: 'labels', values: data.labels };
  const none = data.not_rankable === true;
  return { kind: 'rank', picked: none ? [] : data.ranking, none };
}

/** Nothing entered yet, for a type of task. */
export function blankFor(type: string): Content {
  if (type.startsWith('rank_')) return { kind: 'rank', picked: [], none: false };
  if (type.startsWith('label_')) return { kind: 'labels', values: {} };
  return type === 'rate_summary' ? { kind: 'rate', rating: null } : { kind: 'text', text: '' };
}

/** The same for equal contents, different for others. */
export function keyOf(content: Content): string {
  if (content.kind === 'text') return `text ${content.text.trim()}`;
  if (content.kind === 'rate') return `rate ${content.rating}`;
  if (content.kind === 'rank') return `rank ${content.none ? 'none' : content.picked.join(' ')}`;
  const sorted = Object.entries(content.values).sort(([a], [b]) => (a < b ? -1 : 1));
  return `labels ${sorted.map(([name, value]) => `${name}=${value}`).join(' ')}`;
}

/** Whether anything has been entered. */
export function isBlank(content: Content): boolean {
  if (content.kind === 'text') return content.text === '';
  if (content.kind === 'rate') return content.rating === null;
  if (content.kind === 'rank') return content.picked.length === 0 && !content.none;
  return Object.keys(content.values).length === 0;
}

/** Whether it is all that a choice among so many candidates or a rating can say. */
export function isComplete(content: Content, candidates: number): boolean {
  if (content.kind === 'rate') return content.rating !== null;
  return content.kind === 'rank' && (content.none || content.picked.length === candidates);
}

/** What is left when an answer that went at once is taken back. */
export function takenBack(content: Content): Content {
  if (content.kind === 'rate') return { kind: 'rate', rating: null };
  if (content.kind !== 'rank') return content;
  return { kind: 'rank', picked: content.none ? content.picked : content.picked.slice(0, -2), none: false };
}
