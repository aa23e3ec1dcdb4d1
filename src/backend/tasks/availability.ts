import type { TaskType } from '../../oasst/protocol.ts';
import { prepared } from '../../store/prepared.ts';
import { preparedCount } from '../../store/prepared-count.ts';
import type { CampaignRow } from '../campaigns/tables.ts';
import type { Backend } from '../context.ts';
import type { Db } from '../db.ts';
import { counted } from './available/counted.ts';
import { labelTypes, rankTypes, replyTypes, toAnswer, toLabel, toRank } from './available/messages.ts';
import { promptsToRank, storiesToSummarise, summariesToRate } from './available/others.ts';
import { type Pool, poolOf } from './available/pool.ts';
import type { Search } from './available/search.ts';
import { type Counts, setsOf } from './choice.ts';
import { offTypes } from './part-of-campaign.ts';
import { promptPlaces, type TreeLimits, treeLimits, underGoal, youngTreesIn } from './prompt-places.ts';

/** Open work of a kind is counted as far as this: who asks sees that there is plenty, and counting it never takes longer. */
export const MOST_COUNTED = 1_000;

/**
 * How many tasks of each type this person could be given, in a campaign if they work in one, each counted as far as
 * `MOST_COUNTED`; for new prompts, how many the language can take there.
 */
export async function countAvailable(
  { settings }: Pick<Backend, 'settings'>,
  db: Db,
  search: Search,
  campaign: CampaignRow | null = null,
): Promise<Counts> {
  const rows = await everythingIn[poolOf(search)](db, {
    ...search,
    ...treeLimits(settings),
    most: MOST_COUNTED,
    mostPrompts: MOST_COUNTED * settings.promptsPerRanking,
  });
  const numbers = new Map(rows.map(({ what, count }) => [what, Number(count)]));
  const off: ReadonlySet<string> = campaign ? offTypes(settings, campaign) : new Set();
  const of = (what: string) => (off.has(what) ? 0 : (numbers.get(what) ?? 0));
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

type Counting = Search & TreeLimits & { most: number; mostPrompts: number };

/** All that is open to somebody by type of task, and the young trees of the language by state, with one question. */
const everythingIn = {
  everybody: prepared((db, search: Counting) =>
    inConversations(db, search, 'everybody')
      .unionAll(
        counted(
          db,
          'summarize_story',
          storiesToSummarise(db, search).select('backend_stories.id').limit(search.most),
        ),
      )
      .unionAll(
        counted(
          db,
          'rate_summary',
          summariesToRate(db, search).select('backend_summaries.id').limit(search.most),
        ),
      ),
  ),
  campaign: prepared((db, search: Counting) => inConversations(db, search, 'campaign')),
};

function inConversations(db: Db, search: Counting, pool: Pool) {
  const prompts = promptsToRank(db, search, pool).select('backend_trees.id').limit(search.mostPrompts);
  const ofMessages = (select: typeof toLabel, types: readonly TaskType[]) =>
    types.map((type) =>
      counted(db, type, select(db, search, [type], pool).select('backend_messages.id').limit(search.most)),
    );
  return [
    ...ofMessages(toLabel, labelTypes),
    ...ofMessages(toAnswer, replyTypes),
    ...ofMessages(toRank, rankTypes),
    youngTreesIn(db, search, pool),
  ].reduce((all, one) => all.unionAll(one), counted(db, 'rank_initial_prompts', prompts));
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
