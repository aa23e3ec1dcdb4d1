import type { Settings } from '../../settings/settings.ts';

/** Who asks, for which language, in which campaign if in any, and when (epoch milliseconds). */
export type Seeker = { userId: string; lang: string; campaignId: string | null; now: number };

/** What open work is looked for with; how much of a kind is wanted of each subject is 0 where the kind is off. */
export type Search = Seeker & {
  votesWanted: number;
  summariesWanted: number;
  ratingsWanted: number;
  lonelyChildren: number;
};

/** A search for somebody under these settings. */
export function searchFor(settings: Settings, seeker: Seeker): Search {
  return {
    ...seeker,
    votesWanted: settings.rankInitialPrompts ? settings.rankingsNeeded : 0,
    summariesWanted: settings.summaries ? settings.summariesPerStory : 0,
    ratingsWanted: settings.summaries ? settings.ratingsPerSummary : 0,
    lonelyChildren: settings.lonelyChildren,
  };
}
