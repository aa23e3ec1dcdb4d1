import { z } from 'zod';
import { Id, User } from './protocol.ts';
import { StateCounts } from './stats.ts';

// Campaigns, which the embedded backend has beyond the protocol. Times are epoch milliseconds.

/** The longest name and topic, in code points. */
export const CAMPAIGN_NAME_LIMIT = 60;
export const CAMPAIGN_TOPIC_LIMIT = 300;
/** The longest tag of a language that our own backend takes. */
const LANGUAGE_TAG_LIMIT = 32;
/** How many campaigns there may be at a time that are not over: as many as contributors can choose among at a glance. */
export const MOST_CAMPAIGNS = 12;

/** The kinds of work in conversations that a campaign can be about, by what is made in them. */
export const campaignKinds = ['prompts', 'replies', 'labels', 'rankings'] as const;
export type CampaignKind = (typeof campaignKinds)[number];

/** By what two names are the same: what looks the same to a reader is. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase().trim().replaceAll(/\s+/g, ' ');
}

const ownWords = (least: number, most: number) =>
  z
    .string()
    .trim()
    .refine(
      (text) => [...text].length >= least && [...text].length <= most,
      `must have ${least} to ${most} characters`,
    )
    .refine((text) => text.isWellFormed() && !text.includes('\0'), 'cannot be stored');
const moment = z.int().min(0).max(8_640_000_000_000_000);
const share = z.number().min(0).max(1_000_000);

/** How much of each kind somebody gets who wants any task: a kind with 0 is not part of the campaign. */
export const CampaignMix = z
  .object({ prompts: share, replies: share, labels: share, rankings: share })
  .refine((mix) => campaignKinds.some((kind) => mix[kind] > 0), 'has no kind');
export type CampaignMix = z.infer<typeof CampaignMix>;

/** What a campaign is to reach: so many finished conversations, or accepted messages in its conversations. */
export const CampaignGoal = z.object({
  of: z.enum(['trees', 'messages']),
  count: z.int().min(1).max(1_000_000),
});
export type CampaignGoal = z.infer<typeof CampaignGoal>;

/** Everything that an owner says of a campaign. */
export const CampaignTerms = z.object({
  name: ownWords(1, CAMPAIGN_NAME_LIMIT),
  topic: ownWords(0, CAMPAIGN_TOPIC_LIMIT),
  /** BCP 47 tags; none stands for every language. */
  languages: z.array(z.string().min(1).max(LANGUAGE_TAG_LIMIT)).max(25),
  /** Null for the mix of the collection. */
  mix: CampaignMix.nullable(),
  goal: CampaignGoal.nullable(),
  /** It is open from this moment on, and before that one; null for no such bound. */
  opens_at: moment.nullable(),
  closes_at: moment.nullable(),
  /** It is only for those who have this role of this server. */
  role: z.object({ id: z.string().regex(/^\d{1,20}$/), guild_id: z.string().regex(/^\d{1,20}$/) }).nullable(),
});
export type CampaignTerms = z.infer<typeof CampaignTerms>;

/** What to change of them: what is left out stays. */
export const CampaignChanges = CampaignTerms.partial();
export type CampaignChanges = z.infer<typeof CampaignChanges>;

/** The same as requests: who makes them is said as well, which a backend of an earlier version does not look at. */
export const CampaignRequest = CampaignTerms.extend({ moderator: User });
export const CampaignChangesRequest = CampaignChanges.extend({ moderator: User });
export const CampaignEndRequest = z.object({ moderator: User });

/** What there is of a campaign: its conversations by state, and the accepted messages in them. */
export const CampaignProgress = z.object({ trees: StateCounts, messages: z.int().min(0) });
export type CampaignProgress = z.infer<typeof CampaignProgress>;

/** A campaign. */
export const Campaign = CampaignTerms.extend({
  id: Id,
  created_at: moment,
  /** When an owner ended it; null while nobody has. */
  ended_at: moment.nullable(),
  /** Why it is done, as far as the backend has noticed: an owner ended it, its last day is over, or it has what it was to reach. */
  done: z.enum(['owner', 'date', 'goal']).nullable().default(null),
  /** Only where it was asked for. */
  progress: CampaignProgress.optional(),
});
export type Campaign = z.infer<typeof Campaign>;

/** What a task says of the campaign it was asked for in. */
export const TaskCampaign = z.object({ id: Id, name: z.string(), topic: z.string() });
export type TaskCampaign = z.infer<typeof TaskCampaign>;

export const CampaignList = z.object({ campaigns: z.array(Campaign) });

/** Why a change was not made: the name is another's, there are as many open ones as there may be, it is not there, it closes before it opens, or has closed already. */
export const CampaignRefusal = z.enum(['name_taken', 'full', 'unknown', 'never_open', 'already_over']);
export type CampaignRefusal = z.infer<typeof CampaignRefusal>;

/** The campaign as it is now, or why nothing was done. */
export const CampaignOutcome = z.union([
  z.object({ campaign: Campaign }),
  z.object({ refused: CampaignRefusal }),
]);
export type CampaignOutcome = z.infer<typeof CampaignOutcome>;

/** Where a campaign stands at a moment (epoch ms): its dates are looked at each time, so that it follows the clock wherever that goes. */
export function standingOf(
  { opens_at, closes_at, ended_at }: Pick<Campaign, 'opens_at' | 'closes_at' | 'ended_at'>,
  now: number,
): 'planned' | 'open' | 'over' {
  if (ended_at !== null || (closes_at !== null && closes_at <= now)) return 'over';
  return opens_at !== null && opens_at > now ? 'planned' : 'open';
}
