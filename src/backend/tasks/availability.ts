import type { TaskType } from '../../oasst/protocol.ts';
import { prepared } from '../../store/prepared.ts';
import { preparedCount } from '../../store/prepared-count.ts';
import type { Backend } from '../context.ts';
import type { Db } from '../db.ts';
import { toAnswer, toLabel, toRank } from './available/messages.ts';
import type { Search } from './available/search.ts';
import { availableWorkOf } from './available/work.ts';
import { type Counts, promptCapacity, setsOf } from './choice.ts';

/** How many tasks of each type this person could be given; for new prompts, how many the language can take. */
export async function countAvailable(backend: Backend, db: Db, search: Search): Promise<Counts> {
  const byType = new Map(
    [
      ...(await perType(toLabel(db, search))),
      ...(await perType(toAnswer(db, search))),
      ...(await perType(toRank(db, search))),
    ].map(({ wanted, count }) => [wanted, Number(count)]),
  );
  const of = (type: TaskType) => byType.get(type) ?? 0;
  const prompts = await availableWorkOf.rank_initial_prompts.count(db, search);
  return {
    summarize_story: await availableWorkOf.summarize_story.count(db, search),
    rate_summary: await availableWorkOf.rate_summary.count(db, search),
    initial_prompt: await countPromptPlaces(backend, db, search.lang),
    prompter_reply: of('prompter_reply'),
    assistant_reply: of('assistant_reply'),
    rank_initial_prompts: setsOf(prompts, backend.settings.promptsPerRanking),
    rank_prompter_replies: of('rank_prompter_replies'),
    rank_assistant_replies: of('rank_assistant_replies'),
    label_initial_prompt: of('label_initial_prompt'),
    label_assistant_reply: of('label_assistant_reply'),
    label_prompter_reply: of('label_prompter_reply'),
  };
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

/** How many new prompts the language can take. */
export async function countPromptPlaces({ settings }: Backend, db: Db, lang: string): Promise<number> {
  if (settings.closedToPrompts.includes(lang)) return 0;
  const rows = await youngTrees(db, { lang });
  const of = (state: string) => Number(rows.find((row) => row.state === state)?.count ?? 0);
  return promptCapacity(
    { inReview: of('initial_prompt_review'), waiting: of('prompt_lottery_waiting'), growing: of('growing') },
    settings,
  );
}

const youngTrees = prepared((db, { lang }: { lang: string }) =>
  db
    .selectFrom('backend_trees')
    .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
    .where('lang', '=', lang)
    .where('state', 'in', ['initial_prompt_review', 'prompt_lottery_waiting', 'growing'])
    .groupBy('state'),
);

type MessageQuery = ReturnType<typeof toLabel>;

function perType(query: MessageQuery) {
  return query
    .select(({ fn }) => ['backend_messages.wanted', fn.countAll<number>().as('count')])
    .groupBy('backend_messages.wanted')
    .execute();
}
