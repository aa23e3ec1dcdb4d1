import type { WeighedSettings } from '../../oasst/settings.ts';
import type { Backend } from '../context.ts';
import type { Db } from '../db.ts';
import type { MessageRow } from '../messages/tables.ts';
import { inTurns } from '../pace.ts';
import type { Chosen } from '../settings/live.ts';
import type { Settings } from '../settings/settings.ts';
import { pages } from '../slices/pages.ts';
import type { ReviewLabels } from '../trees/acceptance.ts';
import { isUndecided, reviewsOfMessages, verdictOn } from '../trees/reviews.ts';
import { isActiveState, settledState } from '../trees/rules.ts';
import { type TreeRow, treeStates } from '../trees/tables.ts';
import { toTree } from '../trees/trees.ts';
import { propose } from './choose.ts';

const TREES_AT_ONCE = 50;
const active = treeStates.filter(isActiveState);

type Sums = Pick<WeighedSettings, 'accepted' | 'refused' | 'trees'>;

/** What would follow from other values, were they chosen now; nothing is changed. */
export async function weigh(
  { db, live }: Pick<Backend, 'db' | 'live'>,
  values: Chosen,
): Promise<WeighedSettings> {
  await live.refresh(db);
  const { problems, changes, settings } = propose(live, values);
  const sums = settings && changes.length > 0 ? await sumsOf(db, settings) : nothing;
  return { version: live.version(), problems, changes, ...sums };
}

const nothing: Sums = { accepted: 0, refused: 0, trees: 0 };

async function sumsOf(db: Db, settings: Settings): Promise<Sums> {
  const sums = { ...nothing };
  for await (const trees of activeTrees(db)) {
    const messages = await messagesIn(db, trees);
    const undecided = messages.filter((message) => isUndecided(message, settings));
    const reviews = await reviewsOfMessages(
      db,
      undecided.map(({ id }) => id),
    );
    for (const tree of trees) {
      const inTree = messages.filter(({ tree_id }) => tree_id === tree.id);
      const decided = inTree.map((message) => decide(message, tree, reviews.get(message.id), settings));
      const changed = decided.filter((message, index) => message !== inTree[index]);
      sums.accepted += changed.filter(({ review_result }) => review_result === 1).length;
      sums.refused += changed.filter(({ review_result }) => review_result === 0).length;
      if (settledState(toTree(tree, decided), settings) !== tree.state) sums.trees += 1;
    }
  }
  return sums;
}

function decide(
  message: MessageRow,
  { state }: TreeRow,
  reviews: readonly ReviewLabels[] | undefined,
  settings: Settings,
): MessageRow {
  const verdict = reviews && verdictOn(message, state, reviews, settings);
  return verdict === undefined ? message : { ...message, review_result: verdict ? 1 : 0 };
}

function activeTrees(db: Db): AsyncIterable<TreeRow[]> {
  return pages<TreeRow>(
    inTurns,
    (after, limit) =>
      db
        .selectFrom('backend_trees')
        .selectAll()
        .where('state', 'in', active)
        .where('id', '>', after?.id ?? '')
        .orderBy('id')
        .limit(limit)
        .execute(),
    TREES_AT_ONCE,
  );
}

async function messagesIn(db: Db, trees: readonly TreeRow[]): Promise<MessageRow[]> {
  const ids = trees.map(({ id }) => id);
  return await db.selectFrom('backend_messages').selectAll().where('tree_id', 'in', ids).execute();
}
