import { z } from 'zod';
import { isStorable } from '../backend/text.ts';
import { treeStates } from '../backend/trees/tables.ts';
import { languageTag } from '../languages.ts';
import { orColumns } from './columns.ts';

// The files' fields, as Open Assistant defines them. Null and missing mean the same.

const Storable = z.string().max(1_000).refine(isStorable, 'has characters that no database can hold');
const Id = Storable.min(1).max(200);
const WHOLE = 'must be a whole number from 0';
const Count = z.int(WHOLE).min(0, WHOLE);
const SHARE = 'must be a number from 0 to 1';
const Share = z.number(SHARE).min(0, SHARE).max(1, SHARE);
const Name = z.string().min(1).max(100);

/** The mean of a label's values, from 0 to 1, and how many people gave it. */
const LabelTally = z.object({ value: Share.nullable(), count: Count });
export type LabelTally = z.infer<typeof LabelTally>;

const who = { user_id: Id.nullish() };
const RankingEvent = z.object({
  type: z.literal('ranking'),
  ...who,
  /** Places in the list that was shown, best first; `ranked_message_ids` has the ids in that order. */
  ranking: z.array(Count),
  ranked_message_ids: z.array(Id),
  ranking_parent_id: Id.nullish(),
  message_tree_id: Id.nullish(),
  not_rankable: z.boolean().nullish(),
});
const EmojiEvent = z.object({ type: z.literal('emoji'), ...who, emoji: Name });
const RatingEvent = z.object({ type: z.literal('rating'), ...who, rating: z.string().max(100) });
const ReportEvent = z.object({
  type: z.literal('report'),
  ...who,
  report_type: Name.nullish(),
  reason: z.string().max(10_000).nullish(),
});
const ScoreEvent = z.object({ type: z.literal('score'), ...who, score: z.number().min(-1).max(1) });

export type RankingEvent = z.infer<typeof RankingEvent>;
export type EmojiEvent = z.infer<typeof EmojiEvent>;
export type RatingEvent = z.infer<typeof RatingEvent>;

/** Who did what to a message, by kind of deed. */
export const Events = z.object({
  emoji: z.array(EmojiEvent).optional(),
  rating: z.array(RatingEvent).optional(),
  ranking: z.array(RankingEvent).optional(),
  report: z.array(ReportEvent).optional(),
  score: z.array(ScoreEvent).optional(),
});
export type Events = z.infer<typeof Events>;

export const LabelTallies = z.record(Name, LabelTally);
export type LabelTallies = z.infer<typeof LabelTallies>;

export const Emojis = z.record(Name, Count);
export type Emojis = z.infer<typeof Emojis>;

/** What somebody said of a message by labels, all of them at once: in a review, without a task, or in a report. */
const Judgement = z.object({
  kind: z.enum(['review', 'free', 'report']),
  ...who,
  labels: z.record(Name, Share),
});
export type Judgement = z.infer<typeof Judgement>;
export const Judgements = z.array(Judgement);

/** What a classifier measured; added to files afterwards by other tools. */
export const Detoxify = z.record(Name, z.number());
export type Detoxify = z.infer<typeof Detoxify>;

const Lang = languageTag('must be a language like en or pt-BR (BCP 47)');

/** What the author of a text had been warned of before they sent it. */
const Findings = z.array(Name).max(32).nullish();

/** A text that people are to summarise. */
export const StoryRecord = z.object({ story: z.string(), lang: Lang });

/** A summary with its story, and how it was rated. */
export const SummaryRecord = z.object({
  summary_id: Id,
  story_id: Id,
  user_id: Id,
  created_date: z.iso.datetime({ offset: true }).nullish(),
  lang: Lang,
  story: z.string(),
  summary: z.string(),
  ratings: z.object({ count: Count }).nullish(),
  second_look: Findings,
  events: z
    .object({
      rating: z
        .array(
          RatingEvent.extend({ rating: z.string().regex(/^\d{1,9}$/, 'must be a whole number in quotes') }),
        )
        .nullish(),
    })
    .nullish(),
});

/** A message, without the replies that it has in a tree. */
export const MessageRecord = z.object({
  message_id: Id,
  parent_id: Id.nullish(),
  user_id: Id.nullish(),
  created_date: z.iso.datetime({ offset: true }).nullish(),
  text: z.string(),
  role: z.enum(['prompter', 'assistant']),
  lang: Lang,
  review_count: Count.nullish(),
  review_result: z.boolean().nullish(),
  deleted: z.boolean().nullish(),
  rank: Count.nullish(),
  synthetic: z.boolean().nullish(),
  model_name: Storable.nullish(),
  emojis: orColumns(Emojis, ['count'], ({ count }) => count).nullish(),
  labels: orColumns(LabelTallies, ['value', 'count'], (tally) => tally).nullish(),
  events: Events.nullish(),
  detoxify: Detoxify.nullish(),
  second_look: Findings,
  message_tree_id: Id.nullish(),
  tree_state: z.enum(treeStates).nullish(),
});
export type MessageRecord = z.infer<typeof MessageRecord>;

/** The same inside a tree, where the replies are still unchecked. */
export const NestedRecord = MessageRecord.extend({ replies: z.array(z.unknown()).nullish() });

/** A tree whose prompt is still unchecked. */
export const TreeRecord = z.object({
  message_tree_id: Id,
  tree_state: z.enum(treeStates).nullish(),
  prompt: z.unknown(),
  origin: Storable.nullish(),
});
