import { sql } from 'kysely';
import type { TaskType } from '../../oasst/protocol.ts';
import { prepared } from '../../store/prepared.ts';
import { preparedCount } from '../../store/prepared-count.ts';
import { readToward } from '../campaigns/read.ts';
import { leftToWrite } from '../campaigns/rules.ts';
import type { CampaignRow } from '../campaigns/tables.ts';
import type { Backend } from '../context.ts';
import type { Db } from '../db.ts';
import type { Settings } from '../settings/settings.ts';
import { begunIn } from '../trees/begun-in.ts';
import { labelTypes, rankTypes, replyTypes, toAnswer, toLabel, toRank } from './available/messages.ts';
import { promptsToRank, storiesToSummarise, summariesToRate } from './available/others.ts';
import { type Pool, poolOf } from './available/pool.ts';
import type { Search } from './available/search.ts';
import { type Counts, promptCapacity, setsOf } from './choice.ts';
import { offTypes } from './part-of-campaign.ts';

/**
 * How many tasks of each type this person could be given, in a campaign if they work in one; for new prompts, how many
 * the language can take there.
 */
export async function countAvailable(
  backend: Backend,
  db: Db,
  search: Search,
  campaign: CampaignRow | null = null,
): Promise<Counts> {
  const { settings } = backend;
  const rows = await everythingIn[poolOf(search)](db, search);
  const counted = new Map(rows.map(({ what, count }) => [what, Number(count)]));
  const off: ReadonlySet<string> = campaign ? offTypes(settings, campaign) : new Set();
  const of = (what: string) => (off.has(what) ? 0 : (counted.get(what) ?? 0));
  const places = off.has('initial_prompt') ? 0 : promptPlaces(search.lang, of, settings);
  return {
    summarize_story: of('summarize_story'),
    rate_summary: of('rate_summary'),
    initial_prompt: await underGoal(db, campaign, places),
    prompter_reply: of('prompter_reply'),
    assistant_reply: of('assistant_reply'),
    rank_initial_prompts: setsOf(of('rank_initial_prompts'), settings.promptsPerRanking),
    rank_prompter_replies: of('rank_prompter_replies'),
    rank_assistant_replies: of('rank_assistant_replies'),
    label_initial_prompt: of('label_initial_prompt'),
    label_assistant_reply: of('label_assistant_reply'),
    label_prompter_reply: of('label_prompter_reply'),
  };
}

/** All that is open to somebody by type of task, and the young trees of the language by state, with one question. */
const everythingIn = {
  everybody: prepared((db, search: Search) =>
    inConversations(db, search, 'everybody')
      .unionAll(storiesToSummarise(db, search).select(countOf('summarize_story')))
      .unionAll(summariesToRate(db, search).select(countOf('rate_summary'))),
  ),
  campaign: prepared((db, search: Search) => inConversations(db, search, 'campaign')),
};

function inConversations(db: Db, search: Search, pool: Pool) {
  return perType(toLabel(db, search, labelTypes, pool))
    .unionAll(perType(toAnswer(db, search, replyTypes, pool)))
    .unionAll(perType(toRank(db, search, rankTypes, pool)))
    .unionAll(promptsToRank(db, search, pool).select(countOf('rank_initial_prompts')))
    .unionAll(youngTreesIn(db, search, pool));
}

const ENOUGH = 50;

/** How many messages of a language wait for tasks of a type, whoever may do them, counted as far as 50. */
export function countWanted(db: Db, lang: string, type: TaskType): Promise<number> {
  return wanted(db, { lang, type, most: ENOUGH });
}

const wanted = preparedCount((db, { lang, type, most }: { lang: string; type: TaskType; most: number }) =>
  db
    .selectFrom('backend_messages')
    .select('id')
    .where('queue', '=', lang)
    .where('wanted', '=', type)
    .limit(most),
);

/** How many new prompts the language can take, where somebody looks for work. */
export async function countPromptPlaces(
  { settings }: Backend,
  db: Db,
  search: Search,
  campaign: CampaignRow | null,
): Promise<number> {
  const { lang } = search;
  if (settings.closedToPrompts.includes(lang)) return 0;
  const rows = await youngTrees[poolOf(search)](db, search);
  const of = (state: string) => Number(rows.find(({ what }) => what === state)?.count ?? 0);
  return await underGoal(db, campaign, promptPlaces(lang, of, settings));
}

/** No more prompts than a campaign still needs to reach its goal. */
async function underGoal(db: Db, campaign: CampaignRow | null, places: number): Promise<number> {
  if (!campaign || places === 0) return places;
  return Math.min(places, leftToWrite(await readToward(db, campaign)));
}

/** The same, from the number of its trees in each state. */
function promptPlaces(lang: string, of: (state: string) => number, settings: Settings): number {
  if (settings.closedToPrompts.includes(lang)) return 0;
  const trees = {
    inReview: of('initial_prompt_review'),
    waiting: of('prompt_lottery_waiting'),
    growing: of('growing'),
  };
  return promptCapacity(trees, settings);
}

const youngTrees = {
  everybody: prepared((db, search: Search) => youngTreesIn(db, search, 'everybody')),
  campaign: prepared((db, search: Search) => youngTreesIn(db, search, 'campaign')),
};

/** Each campaign has as many places as what is in none. */
function youngTreesIn(db: Db, { lang, campaignId }: Search, pool: Pool) {
  return db
    .selectFrom('backend_trees')
    .select(({ fn }) => [sql<string>`backend_trees.state`.as('what'), fn.countAll<number>().as('count')])
    .where('lang', '=', lang)
    .where(begunIn(pool === 'campaign' ? campaignId : null))
    .where('state', 'in', ['initial_prompt_review', 'prompt_lottery_waiting', 'growing'])
    .groupBy('state');
}

function perType(query: ReturnType<typeof toLabel>) {
  return query
    .select(({ fn }) => [sql<string>`backend_messages.wanted`.as('what'), fn.countAll<number>().as('count')])
    .groupBy('backend_messages.wanted');
}

/** How many rows a query has, under the name of a type. */
function countOf(type: TaskType) {
  return [sql<string>`${sql.lit(type)}`.as('what'), sql<number>`count(*)`.as('count')] as const;
}
