import { z } from 'zod';
import { Judgement } from './judgements.ts';
import { Id } from './protocol.ts';
import { readable } from './readable.ts';

// What the embedded backend tells somebody of what they gave, beyond the protocol. Dates are ISO 8601.

/** What reviewers found in a text that was refused: how many of them said so. */
const Found = z.object({ label: z.string(), votes: z.int().min(1), of: z.int().min(1) });

/** How a text was removed: by its author, by itself, or along with one that it hangs on. */
export const RemovedHow = z.enum(['withdrawn', 'alone', 'with_another']);
export type RemovedHow = z.infer<typeof RemovedHow>;

/** What became of a text. `place` 1 is the best; null before the replies were put in order. */
export const Fate = z.discriminatedUnion('is', [
  z.object({ is: z.literal('waiting'), reviews: z.int().min(0), needed: z.int().min(1) }),
  z.object({ is: z.literal('refused'), found: z.array(Found) }),
  z.object({
    is: z.literal('accepted'),
    replies: z.int().min(0),
    place: z.object({ place: z.int().min(1), of: z.int().min(1) }).nullable(),
    /** Whether the conversation is finished, and so in what is exported. */
    finished: z.boolean(),
  }),
  z.object({ is: z.literal('rated'), ratings: z.int().min(0), mean: z.number().nullable() }),
  z.object({ is: z.literal('stopped') }),
  z.object({ is: z.literal('removed'), how: RemovedHow.default('alone') }),
]);
export type Fate = z.infer<typeof Fate>;

/** Whether its author may change a text: only while nobody has judged it or is about to, and for a while. */
export const Changeable = z.enum(['yes', 'judged', 'in_hand', 'late', 'over']);
export type Changeable = z.infer<typeof Changeable>;

/** A text that somebody gave. */
export const Contribution = z.object({
  id: Id,
  type: z.enum(['initial_prompt', 'prompter_reply', 'assistant_reply', 'summarize_story']),
  lang: z.string(),
  text: z.string(),
  created: z.string(),
  edited: z.boolean(),
  fate: Fate,
  changeable: Changeable,
});
export type Contribution = z.infer<typeof Contribution>;

const Given = z.union([Contribution, Judgement]);

/** Some of what somebody gave, texts and judgements, the newest first, and how much there is. */
export const ContributionPage = z.object({ total: z.int().min(0), items: z.array(Given) });
export type ContributionPage = z.infer<typeof ContributionPage>;

/** The same as a backend tells it that may be newer: null in the place of what is in a form that is not known here. */
export const ContributionPageHeard = z.object({
  total: z.int().min(0),
  items: z.array(Given.nullable().catch(null)),
});
export type ContributionPageHeard = z.infer<typeof ContributionPageHeard>;

const PointsLine = z.object({ deed: z.string(), count: z.int().min(1), each: z.number(), points: z.int() });

/** What somebody has points for: `points` is `count` times `each`, rounded down; the score is the sum of these. */
export const Points = z.object({
  lines: z.array(PointsLine),
  score: z.int(),
  level: z.int().min(1),
  /** The score at which the next level begins; null at the last one. */
  next_level_at: z.int().nullable(),
  /** Whole days since the run of activity began that is not over; null without one. */
  streak_days: z.int().nullable(),
  show_on_leaderboard: z.boolean(),
});
export type Points = z.infer<typeof Points>;

/** The same as a backend tells it that may be newer: `unread` is how many more lines there are in a form that is not known here. */
export const PointsHeard = Points.extend({ lines: readable(PointsLine) }).transform(
  ({ lines: { items, unread }, ...points }) => ({ ...points, lines: items, unread }),
);
export type PointsHeard = z.infer<typeof PointsHeard>;

/** How a change ended: `done`, or why it was not made; `gone` for what is not there or not theirs. */
export const Changed = z.object({
  outcome: z.enum(['done', 'judged', 'in_hand', 'late', 'over', 'gone']),
});
export type Changed = z.infer<typeof Changed>['outcome'];

/** A text in place of the one before. */
export const NewText = z.object({ text: z.string().min(1) });
