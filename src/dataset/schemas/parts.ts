import { z } from 'zod';
import { storedEmojiCodes } from '../../backend/messages/emoji-codes.ts';
import { labelNames } from '../../backend/messages/label-sets.ts';

// What the lines of several formats are made of. Every object of a file has all of its fields, in this order, with null
// where there is nothing, so that files can be loaded together as one table.

export const Count = z.int().min(0);
export const Id = z.string();

/** A label's mean from 0 to 1 and how many people gave it: null and 0 where nobody did. */
const LabelColumn = z.strictObject({ value: z.number().min(0).max(1).nullable(), count: Count });

/** Every label there is, in every file. A label of another name, as an import may have it, is in `meta`. */
export const LabelColumns = z.record(z.enum(labelNames), LabelColumn);
export type LabelColumns = z.infer<typeof LabelColumns>;

/** Every emoji there is with its number, 0 for none. One of another name is in `meta`. */
export const EmojiColumns = z.record(z.enum(storedEmojiCodes), Count);
export type EmojiColumns = z.infer<typeof EmojiColumns>;

/** What was found in a text before it was sent. */
export const SecondLook = z
  .array(z.string())
  .nullable()
  .describe('what its author was warned of and sent all the same, by name; null where it was nothing');

/** What the published dataset's classifier measures. */
export const detoxifyMeasures = [
  'toxicity',
  'severe_toxicity',
  'obscene',
  'identity_attack',
  'insult',
  'threat',
  'sexual_explicit',
] as const;
export const DetoxifyColumns = z.record(z.enum(detoxifyMeasures), z.number());
export type DetoxifyColumns = z.infer<typeof DetoxifyColumns>;

const who = { user_id: Id.nullable() };
const EmojiEventLine = z.strictObject({ type: z.literal('emoji'), ...who, emoji: z.string() });
export const RatingEventLine = z.strictObject({ type: z.literal('rating'), ...who, rating: z.string() });
const RankingEventLine = z.strictObject({
  type: z.literal('ranking'),
  ...who,
  ranking: z.array(Count),
  ranked_message_ids: z.array(Id),
  ranking_parent_id: Id.nullable(),
  message_tree_id: Id.nullable(),
  not_rankable: z.boolean().nullable(),
});
const ReportEventLine = z.strictObject({
  type: z.literal('report'),
  ...who,
  report_type: z.string().nullable(),
  reason: z.string().nullable(),
});
const ScoreEventLine = z.strictObject({ type: z.literal('score'), ...who, score: z.number() });

/** Who did what to a message; every kind has its list. */
export const EventColumns = z.strictObject({
  emoji: z.array(EmojiEventLine),
  rating: z.array(RatingEventLine),
  ranking: z.array(RankingEventLine),
  report: z.array(ReportEventLine),
  score: z.array(ScoreEventLine),
});
export type EventColumns = z.infer<typeof EventColumns>;
