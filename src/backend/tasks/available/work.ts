import type { AliasableExpression } from 'kysely';
import type { TaskType } from '../../../oasst/protocol.ts';
import { type PreparedQuery, prepared } from '../../../store/prepared.ts';
import type { Db } from '../../db.ts';
import type { Random } from '../../random.ts';
import { firstLonely, firstStory, firstSummary } from './first-of-each.ts';
import { toAnswer, toLabel, toRank } from './messages.ts';
import { type Pool, poolOf } from './pool.ts';
import { type From, type Search, somewhere } from './search.ts';

/** What is open of one kind for somebody, each a task of its own. */
export type AvailableWork = {
  /**
   * One of the open ids: the next after a point drawn by chance, so that finding it takes no longer when more is open.
   * Undefined when nothing is open.
   */
  pick(db: Db, search: Search, random: Random): Promise<string | undefined>;
};

type MessageType = Exclude<
  TaskType,
  'initial_prompt' | 'rank_initial_prompts' | 'summarize_story' | 'rate_summary'
>;

type Select = (db: Db, search: Search, types: readonly TaskType[], pool: Pool) => ReturnType<typeof toLabel>;

const ofMessages = (select: Select, type: MessageType) =>
  openWork((db, search, pool) => select(db, search, [type], pool).select('backend_messages.id'));

/** Everything one task can be about. A new prompt is about nothing. */
export const availableWorkOf: Readonly<
  Record<Exclude<TaskType, 'initial_prompt' | 'rank_initial_prompts'>, AvailableWork>
> = {
  prompter_reply: ofMessages(toAnswer, 'prompter_reply'),
  assistant_reply: ofMessages(toAnswer, 'assistant_reply'),
  rank_prompter_replies: ofMessages(toRank, 'rank_prompter_replies'),
  rank_assistant_replies: ofMessages(toRank, 'rank_assistant_replies'),
  label_initial_prompt: ofMessages(toLabel, 'label_initial_prompt'),
  label_prompter_reply: ofMessages(toLabel, 'label_prompter_reply'),
  label_assistant_reply: ofMessages(toLabel, 'label_assistant_reply'),
  summarize_story: { pick: pickBy(prepared(firstStory)) },
  rate_summary: { pick: pickBy(prepared(firstSummary)) },
};

/** Messages that have one reply and need others to be compared with. */
export const lonelyMessages: AvailableWork = inPools((pool) =>
  pickBy(prepared((db, search: From) => firstLonely(db, search, pool))),
);

type Ids = (db: Db, search: Search, pool: Pool) => AliasableExpression<{ id: string }>;

function openWork(ids: Ids): AvailableWork {
  return inPools((pool) => pickIn(ids, pool));
}

/** A query that is prepared once cannot look at what is asked, so there is one for each pool. */
function inPools(pickFrom: (pool: Pool) => AvailableWork['pick']): AvailableWork {
  const pools = { everybody: pickFrom('everybody'), campaign: pickFrom('campaign') };
  return { pick: (db, search, random) => pools[poolOf(search)](db, search, random) };
}

function pickIn(ids: Ids, pool: Pool): AvailableWork['pick'] {
  return pickBy(
    prepared((db, search: From) =>
      db
        .selectFrom(ids(db, search, pool).as('open'))
        .select('open.id')
        .where('open.id', '>=', search.point)
        .orderBy('open.id')
        .limit(1),
    ),
  );
}

/** `first` gives the least open id from a point on; no row, or one without an id, when there is none. */
function pickBy(first: PreparedQuery<From, { id: string | null }>): AvailableWork['pick'] {
  return async (db, search, random) => {
    const chosen = somewhere(random);
    for (const point of [chosen, '']) {
      const [row] = await first(db, { ...search, point });
      if (row && row.id !== null) return row.id;
    }
    return undefined;
  };
}
