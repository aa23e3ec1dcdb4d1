import type { AliasableExpression } from 'kysely';
import type { TaskType } from '../../../oasst/protocol.ts';
import { prepared } from '../../../store/prepared.ts';
import { preparedCount } from '../../../store/prepared-count.ts';
import type { Db } from '../../db.ts';
import type { Random } from '../../random.ts';
import { toAnswer, toAnswerAgain, toLabel, toRank } from './messages.ts';
import { promptsToRank, storiesToSummarise, summariesToRate } from './others.ts';
import { type Pool, poolOf } from './pool.ts';
import type { Search } from './search.ts';

/** What is open of one kind for somebody. */
export type AvailableWork = {
  /**
   * One of the open ids: the next after a point drawn by chance, so that finding it takes no longer when more is open.
   * Undefined when nothing is open.
   */
  pick(db: Db, search: Search, random: Random): Promise<string | undefined>;
  /** Up to `most` different open ids, drawn by chance. */
  some(db: Db, search: Search, most: number, random: Random): Promise<string[]>;
};

type MessageType = Exclude<
  TaskType,
  'initial_prompt' | 'rank_initial_prompts' | 'summarize_story' | 'rate_summary'
>;

type Select = (db: Db, search: Search, types: readonly TaskType[], pool: Pool) => ReturnType<typeof toLabel>;

const ofMessages = (select: Select, type: MessageType) =>
  openWork((db, search, pool) => select(db, search, [type], pool).select('backend_messages.id'));

/** Everything a task can be about. A new prompt is about nothing. */
export const availableWorkOf: Readonly<Record<Exclude<TaskType, 'initial_prompt'>, AvailableWork>> = {
  prompter_reply: ofMessages(toAnswer, 'prompter_reply'),
  assistant_reply: ofMessages(toAnswer, 'assistant_reply'),
  rank_prompter_replies: ofMessages(toRank, 'rank_prompter_replies'),
  rank_assistant_replies: ofMessages(toRank, 'rank_assistant_replies'),
  label_initial_prompt: ofMessages(toLabel, 'label_initial_prompt'),
  label_prompter_reply: ofMessages(toLabel, 'label_prompter_reply'),
  label_assistant_reply: ofMessages(toLabel, 'label_assistant_reply'),
  rank_initial_prompts: openWork((db, search, pool) =>
    promptsToRank(db, search, pool).select('backend_trees.id'),
  ),
  summarize_story: openWork((db, search) => storiesToSummarise(db, search).select('backend_stories.id')),
  rate_summary: openWork((db, search) => summariesToRate(db, search).select('backend_summaries.id')),
};

/** Messages that have one reply and need others to be compared with. */
export const lonelyMessages: AvailableWork = ofMessages(toAnswerAgain, 'assistant_reply');

type Ids = (db: Db, search: Search, pool: Pool) => AliasableExpression<{ id: string }>;

/** A query that is prepared once cannot look at what is asked, so there is one for each pool. */
function openWork(ids: Ids): AvailableWork {
  const pools = { everybody: openIn(ids, 'everybody'), campaign: openIn(ids, 'campaign') };
  return {
    pick: (db, search, random) => pools[poolOf(search)].pick(db, search, random),
    some: (db, search, most, random) => pools[poolOf(search)].some(db, search, most, random),
  };
}

function openIn(ids: Ids, pool: Pool): AvailableWork {
  const open = (db: Db, search: Search) => ids(db, search, pool);
  const count = preparedCount(open);
  const first = (db: Db, search: Search) =>
    db.selectFrom(open(db, search).as('open')).select('open.id').orderBy('open.id').limit(1);
  const next = prepared((db, search: Search & { point: string }) =>
    first(db, search).where('open.id', '>=', search.point),
  );
  const least = prepared((db, search: Search) => first(db, search));
  const slice = prepared((db, search: Search & { most: number; start: number }) =>
    db
      .selectFrom(open(db, search).as('open'))
      .select('open.id')
      .orderBy('open.id')
      .limit(search.most)
      .offset(search.start),
  );
  return {
    async pick(db, search, random) {
      const point = Math.floor(random() * 2 ** 32)
        .toString(16)
        .padStart(8, '0'); // the beginning of a UUID
      const [row] = await next(db, { ...search, point });
      return row?.id ?? (await least(db, search))[0]?.id;
    },
    async some(db, search, most, random) {
      const all = await count(db, search);
      const start = Math.floor(random() * Math.max(1, all - most + 1));
      const rows = await slice(db, { ...search, most, start });
      return rows.map(({ id }) => id);
    },
  };
}
