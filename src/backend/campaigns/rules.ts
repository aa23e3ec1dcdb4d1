import type { CampaignKind } from '../../oasst/campaigns.ts';
import { type CampaignMix, campaignKinds } from '../../oasst/campaigns.ts';
import type { Settings } from '../settings/settings.ts';

type Weights = Settings['taskWeights'];

/** What of the collection's kinds of work each kind of a campaign is. A story has no conversation, and so no campaign. */
const groupsOf = {
  prompts: ['prompt'],
  replies: ['reply'],
  labels: ['labelPrompt', 'labelReply'],
  rankings: ['ranking', 'rankPrompts'],
} as const satisfies Record<CampaignKind, readonly (keyof Weights)[]>;

/**
 * The weights by which tasks of a campaign are drawn: those of its mix, each shared by what it stands for, or else those
 * of the collection. A weight of 0 stands for what is no part of the campaign.
 */
export function weightsIn(mix: CampaignMix | null, weights: Weights): Weights {
  const none: Weights = { ...weights, summarize: 0, rate: 0 };
  if (!mix) return none;
  const shared = campaignKinds.flatMap((kind) =>
    groupsOf[kind].map((group) => [group, mix[kind] / groupsOf[kind].length] as const),
  );
  return { ...none, ...Object.fromEntries(shared) };
}

/** What a campaign is to reach, and what there is of it. */
export type Toward = {
  goal_of: 'trees' | 'messages' | null;
  goal: number | null;
  /** Conversations that are finished, or on their way after they were begun. */
  begun: number;
  /** Prompts that wait, for their reviews or for their turn. */
  waiting: number;
  /** Accepted messages. */
  messages: number;
};

/** How many more conversations may be begun until a campaign has what it is to reach; Infinity without a goal. */
export function leftToBegin({ goal_of, goal, begun, messages }: Toward): number {
  if (goal_of === null || goal === null) return Number.POSITIVE_INFINITY;
  if (goal_of === 'trees') return Math.max(0, goal - begun);
  return messages >= goal ? 0 : Number.POSITIVE_INFINITY;
}

/** How many more prompts may be written for it: those that wait are enough for as many conversations. */
export function leftToWrite(toward: Toward): number {
  const left = leftToBegin(toward);
  return toward.goal_of === 'trees' ? Math.max(0, left - toward.waiting) : left;
}
