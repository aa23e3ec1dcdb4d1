import type { TaskType } from '../oasst/protocol.ts';
import type { Backend, Db } from './context.ts';
import { countOpen } from './open-work.ts';
import { type Counts, promptCapacity, setsOf } from './rules/choice.ts';
import {
  promptsToRank,
  type Seeker,
  storiesToSummarise,
  summariesToRate,
  toAnswer,
  toLabel,
  toRank,
} from './selection.ts';

/** How many tasks of each type this person could be given; for new prompts, how many the language can take. */
export async function countAvailable(backend: Backend, db: Db, seeker: Seeker): Promise<Counts> {
  const at = { db, settings: backend.settings };
  const byType = new Map(
    [
      ...(await perType(toLabel(db, seeker))),
      ...(await perType(toAnswer(db, seeker))),
      ...(await perType(toRank(db, seeker))),
    ].map(({ wanted, count }) => [wanted, Number(count)]),
  );
  const of = (type: TaskType) => byType.get(type) ?? 0;
  const prompts = await countOpen(db, promptsToRank(at, seeker).select('backend_trees.id'));
  return {
    summarize_story: await countOpen(db, storiesToSummarise(at, seeker).select('backend_stories.id')),
    rate_summary: await countOpen(db, summariesToRate(at, seeker).select('backend_summaries.id')),
    initial_prompt: await countPromptPlaces(backend, db, seeker.lang),
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

const ENOUGH = 20;

/** How many tasks of one type this person could be given, as far as 20: a draw needs no more, and longer lists cost. */
export async function countSome(backend: Backend, db: Db, seeker: Seeker, type: TaskType): Promise<number> {
  const at = { db, settings: backend.settings };
  switch (type) {
    case 'initial_prompt':
      return countPromptPlaces(backend, db, seeker.lang);
    case 'summarize_story':
      return countOpen(db, storiesToSummarise(at, seeker).select('backend_stories.id').limit(ENOUGH));
    case 'rate_summary':
      return countOpen(db, summariesToRate(at, seeker).select('backend_summaries.id').limit(ENOUGH));
    case 'rank_initial_prompts': {
      const prompts = promptsToRank(at, seeker).select('backend_trees.id').limit(ENOUGH);
      return setsOf(await countOpen(db, prompts), backend.settings.promptsPerRanking);
    }
    case 'prompter_reply':
    case 'assistant_reply':
      return countOpen(db, toAnswer(db, seeker, [type]).select('backend_messages.id').limit(ENOUGH));
    case 'rank_prompter_replies':
    case 'rank_assistant_replies':
      return countOpen(db, toRank(db, seeker, [type]).select('backend_messages.id').limit(ENOUGH));
    default:
      return countOpen(db, toLabel(db, seeker, [type]).select('backend_messages.id').limit(ENOUGH));
  }
}

/** How many new prompts the language can take. */
export async function countPromptPlaces({ settings }: Backend, db: Db, lang: string): Promise<number> {
  if (settings.closedToPrompts.includes(lang)) return 0;
  const rows = await db
    .selectFrom('backend_trees')
    .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
    .where('lang', '=', lang)
    .where('state', 'in', ['initial_prompt_review', 'prompt_lottery_waiting', 'growing'])
    .groupBy('state')
    .execute();
  const of = (state: string) => Number(rows.find((row) => row.state === state)?.count ?? 0);
  return promptCapacity(
    { inReview: of('initial_prompt_review'), waiting: of('prompt_lottery_waiting'), growing: of('growing') },
    settings,
  );
}

type MessageQuery = ReturnType<typeof toLabel>;

function perType(query: MessageQuery) {
  return query
    .select(({ fn }) => ['backend_messages.wanted', fn.countAll<number>().as('count')])
    .groupBy('backend_messages.wanted')
    .execute();
}
