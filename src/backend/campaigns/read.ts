import { sql } from 'kysely';
import { prepared } from '../../store/prepared.ts';
import type { Db } from '../db.ts';
import type { Toward } from './rules.ts';
import type { CampaignRow } from './tables.ts';

/** A campaign by its id. */
export async function findCampaign(db: Db, id: string): Promise<CampaignRow | undefined> {
  const [row] = await byId(db, { id });
  return row;
}

const byId = prepared((db, { id }: { id: string }) =>
  db.selectFrom('backend_campaigns').selectAll().where('id', '=', id),
);

/** What there is of a campaign that counts towards its goal; nothing is asked where it has none. */
export async function readToward(
  db: Db,
  { id, goal_of, goal }: Pick<CampaignRow, 'id' | 'goal_of' | 'goal'>,
): Promise<Toward> {
  const none = { goal_of, goal, begun: 0, waiting: 0, messages: 0 };
  if (goal_of === null || goal === null) return none;
  if (goal_of === 'messages') return { ...none, messages: await acceptedIn(db, id, goal) };
  const rows = await treesIn(db, { id });
  const sum = (of: readonly string[]) =>
    rows.reduce((all, { state, count }) => (of.includes(state) ? all + Number(count) : all), 0);
  return { ...none, begun: sum(begun), waiting: sum(waiting) };
}

const waiting = ['initial_prompt_review', 'prompt_lottery_waiting'];
const begun = ['growing', 'ranking', 'backlog_ranking', 'ready_for_scoring', 'ready_for_export'];

const treesIn = prepared((db, { id }: { id: string }) =>
  db
    .selectFrom('backend_trees')
    .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
    .where('campaign_id', '=', id)
    .groupBy('state'),
);

/** How many conversations of a campaign are finished. */
export async function finishedIn(db: Db, id: string): Promise<number> {
  const rows = await treesIn(db, { id });
  return Number(rows.find(({ state }) => state === 'ready_for_export')?.count ?? 0);
}

/** How many messages of a campaign are accepted and there, counted as far as `most`. */
export async function acceptedIn(db: Db, id: string, most = Number.MAX_SAFE_INTEGER): Promise<number> {
  const [row] = await accepted(db, { id, most });
  return Number(row?.count ?? 0);
}

const accepted = prepared((db, { id, most }: { id: string; most: number }) => {
  const messages = db
    .selectFrom('backend_trees')
    .innerJoin('backend_messages', 'backend_messages.tree_id', 'backend_trees.id')
    .select(sql<number>`1`.as('one'))
    .where('backend_trees.campaign_id', '=', id)
    .where('backend_messages.review_result', '=', 1)
    .where('backend_messages.deleted', '=', 0)
    .limit(most);
  return db.selectFrom(messages.as('some')).select(({ fn }) => fn.countAll<number>().as('count'));
});
