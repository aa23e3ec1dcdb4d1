import type { Random } from '../../random.ts';
import type { Settings } from '../../settings/settings.ts';

/** Who asks, for which language, in which campaign if in any, and when (epoch milliseconds). */
export type Seeker = { userId: string; lang: string; campaignId: string | null; now: number };

/**
 * What open work is looked for with; how much of a kind is wanted of each subject is 0 where the kind is off. `reviewShare` is
 * the largest share of a tree's reviews that is left to one person.
 */
export type Search = Seeker & {
  votesWanted: number;
  summariesWanted: number;
  ratingsWanted: number;
  lonelyChildren: number;
  reviewShare: number;
  promptReviews: number;
  replyReviews: number;
};

/** A search from where on ids are looked at. */
export type From = Search & { point: string };

/** A point drawn by chance among all ids: the beginning of a UUID. */
export function somewhere(random: Random): string {
  return Math.floor(random() * 2 ** 32)
    .toString(16)
    .padStart(8, '0');
}

/** A search for somebody under these settings. */
export function searchFor(settings: Settings, seeker: Seeker): Search {
  return {
    ...seeker,
    votesWanted: settings.rankInitialPrompts ? settings.rankingsNeeded : 0,
    summariesWanted: settings.summaries ? settings.summariesPerStory : 0,
    ratingsWanted: settings.summaries ? settings.ratingsPerSummary : 0,
    lonelyChildren: settings.lonelyChildren,
    reviewShare: settings.reviewShare,
    promptReviews: settings.reviewsForPrompt,
    replyReviews: settings.reviewsForReply,
  };
}
