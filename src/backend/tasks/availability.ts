import { sql } from 'kysely';
import type { TaskType } from '../../oasst/protocol.ts';
import { prepared } from '../../store/prepared.ts';
import { preparedCount } from '../../store/prepared-count.ts';
import type { Backend } from '../context.ts';
import type { Db } from '../db.ts';
import type { Settings } from '../settings/settings.ts';
import { toAnswer, toLabel, toRank } from './available/messages.ts';
import { promptsToRank, storiesToSummarise, summariesToRate } from './available/others.ts';
import type { Search } from './available/search.ts';

import { type Counts, promptCapacity, setsOf } from './choice.ts';

/** How many tasks of each type this person could be given; for new prompts, how many the language can take. */
export async function countAvailable(backend: Backend, db: Db, search: Search): Promise<Counts> {
  const { settings } = backend;
  const counted = new Map((await everything(db, search)).map(({ what, count }) => [what, Number(count)]));
  const of = (what: string) => counted.get(what) ?? 0;
  return {
    summarize_story: of('summarize_story'),
    rate_summary: of('rate_summary'),
    initial_prompt: promptPlaces(search.lang, of, settings),
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
const everything = prepared((db, search: Search) =>
  perType(toLabel(db, search))
    .unionAll(perType(toAnswer(db, search)))
    .unionAll(perType(toRank(db, search)))
    .unionAll(promptsToRank(db, search).select(countOf('rank_initial_prompts')))
    .unionAll(storiesToSummarise(db, search).select(countOf('summarize_story')))
    .unionAll(summariesToRate(db, search).select(countOf('rate_summary')))
    .unionAll(youngTreesIn(db, search.lang)),
);

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

/** How many new prompts the language can take. */
export async function countPromptPlaces({ settings }: Backend, db: Db, lang: string): Promise<number> {
  if (settings.closedToPrompts.includes(lang)) return 0;
  const rows = await youngTrees(db, { lang });
  return promptPlaces(lang, (state) => Number(rows.find(({ what }) => what === state)?.count ?? 0), settings);
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

const youngTrees = prepared((db, { lang }: { lang: string }) => youngTreesIn(db, lang));

function youngTreesIn(db: Db, lang: string) {
  return db
    .selectFrom('backend_trees')
    .select(({ fn }) => [sql<string>`backend_trees.state`.as('what'), fn.countAll<number>().as('count')])
    .where('lang', '=', lang)
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
