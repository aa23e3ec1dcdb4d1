import { prepared } from '../../store/prepared.ts';
import { readToward } from '../campaigns/read.ts';
import { leftToWrite } from '../campaigns/rules.ts';
import type { CampaignRow } from '../campaigns/tables.ts';
import type { Backend } from '../context.ts';
import type { Db } from '../db.ts';
import type { Settings } from '../settings/settings.ts';
import { begunIn } from '../trees/begun-in.ts';
import type { TreeState } from '../trees/tables.ts';
import { counted } from './available/counted.ts';
import { type Pool, poolOf } from './available/pool.ts';
import type { Search } from './available/search.ts';
import { promptCapacity } from './choice.ts';

/** How many new prompts the language can take, where somebody looks for work. */
export async function countPromptPlaces(
  { settings }: Backend,
  db: Db,
  search: Search,
  campaign: CampaignRow | null,
): Promise<number> {
  const { lang } = search;
  if (settings.closedToPrompts.includes(lang)) return 0;
  const rows = await youngTrees[poolOf(search)](db, { ...search, ...treeLimits(settings) });
  const of = (state: string) => Number(rows.find(({ what }) => what === state)?.count ?? 0);
  return await underGoal(db, campaign, promptPlaces(lang, of, settings));
}

/** No more prompts than a campaign still needs to reach its goal. */
export async function underGoal(db: Db, campaign: CampaignRow | null, places: number): Promise<number> {
  if (!campaign || places === 0) return places;
  return Math.min(places, leftToWrite(await readToward(db, campaign)));
}

/** How many prompts a language can take, from the number of its trees in each state. */
export function promptPlaces(lang: string, of: (state: string) => number, settings: Settings): number {
  if (settings.closedToPrompts.includes(lang)) return 0;
  const trees = {
    inReview: of('initial_prompt_review'),
    waiting: of('prompt_lottery_waiting'),
    growing: of('growing'),
  };
  return promptCapacity(trees, settings);
}

/** How many trees of a state a language has room for, where more than that are as good as that many. */
export type TreeLimits = { mostInReview: number; mostWaiting: number; mostGrowing: number };

/** What to count the young trees of a language with. */
export function treeLimits(settings: Settings): TreeLimits {
  return {
    mostInReview: settings.maxPromptsInReview,
    mostWaiting: settings.maxPromptsWaiting,
    mostGrowing: settings.maxActiveTrees,
  };
}

const youngTrees = {
  everybody: prepared((db, search: Search & TreeLimits) => youngTreesIn(db, search, 'everybody')),
  campaign: prepared((db, search: Search & TreeLimits) => youngTreesIn(db, search, 'campaign')),
};

/** Each campaign has as many places as what is in none. No state is counted further than there are places. */
export function youngTreesIn(db: Db, search: Search & TreeLimits, pool: Pool) {
  const { lang, campaignId } = search;
  const inState = (state: TreeState, limit: number) =>
    counted(
      db,
      state,
      db
        .selectFrom('backend_trees')
        .select('id')
        .where('lang', '=', lang)
        .where('state', '=', state)
        .where(begunIn(pool === 'campaign' ? campaignId : null))
        .limit(limit),
    );
  return inState('initial_prompt_review', search.mostInReview)
    .unionAll(inState('prompt_lottery_waiting', search.mostWaiting))
    .unionAll(inState('growing', search.mostGrowing));
}
