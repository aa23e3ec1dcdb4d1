import { isDeepStrictEqual } from 'node:util';
import type { Db } from '../../../src/backend/db.ts';
import { taskFaults } from './task-faults.ts';

/**
 * What in a collection cannot be, a sentence each: counts that do not equal the rows, people who answered twice, messages
 * that stand where they may not, ballots with gaps, tasks that are open and answered. Nothing in a sound one.
 */
export async function collectionFaults(db: Db): Promise<string[]> {
  return [...(await messageFaults(db)), ...(await ballotFaults(db)), ...(await taskFaults(db))];
}

async function messageFaults(db: Db): Promise<string[]> {
  const messages = await db.selectFrom('backend_messages').selectAll().execute();
  const reviews = await db
    .selectFrom('backend_labels')
    .select(['message_id', 'user_id'])
    .where('kind', '=', 'review')
    .execute();
  const trees = await db.selectFrom('backend_trees').select(['id', 'author_id']).execute();
  const authorOf = new Map(trees.map(({ id, author_id }) => [id, author_id]));
  const byId = new Map(messages.map((message) => [message.id, message]));
  const childrenOf = Map.groupBy(messages, ({ parent_id }) => parent_id);
  const reviewersOf = groups(reviews);
  const votersOf = groups(
    (await placesIn(db)).filter(({ enabled, deleted }) => enabled === 1 && deleted === 0),
  );
  return messages.flatMap((message) => {
    const children = childrenOf.get(message.id) ?? [];
    const present = children.filter((child) => child.deleted === 0 && child.review_result !== 0);
    const reviewers = reviewersOf.get(message.id) ?? [];
    const authors = children
      .filter(({ task_id }) => task_id !== null) // imported siblings may share an author
      .map(({ user_id }) => user_id);
    const parent = message.parent_id === null ? undefined : byId.get(message.parent_id);
    const place = { depth: message.depth, parent: message.parent_id, tree: message.tree_id };
    const expected = parent
      ? { depth: parent.depth + 1, parent: parent.id, tree: parent.tree_id }
      : { depth: 0, parent: null, tree: message.id };
    const checks: [isTrue: boolean, fault: string][] = [
      [message.child_count === present.length, `counts ${message.child_count} replies of ${present.length}`],
      [
        message.review_count === reviewers.length,
        `counts ${message.review_count} reviews of ${reviewers.length}`,
      ],
      [message.ranking_count === (votersOf.get(message.id) ?? []).length, 'counts its rankings wrongly'],
      [isEachOnce(authors), 'was answered twice by the same person'],
      [isEachOnce(reviewers), 'was reviewed twice by the same person'],
      [!reviewers.includes(message.user_id), 'was reviewed by its author'],
      [isDeepStrictEqual(place, expected), 'stands in the wrong place'],
      [parent !== undefined || authorOf.get(message.id) === message.user_id, 'is not its tree’s author’s'],
      [!parent || parent.review_result === 1, 'answers a message that was not accepted'],
      [parent?.deleted !== 1 || message.deleted === 1, 'answers a message that was deleted'],
      [!parent || message.is_assistant === 1 - parent.is_assistant, 'has the role of what it answers'],
    ];
    return checks.flatMap(([isTrue, fault]) => (isTrue ? [] : [`message ${message.id} ${fault}`]));
  });
}

async function ballotFaults(db: Db): Promise<string[]> {
  const messages = await db.selectFrom('backend_messages').select(['id', 'parent_id', 'user_id']).execute();
  const byId = new Map(messages.map((message) => [message.id, message]));
  const ballots = Map.groupBy(await placesIn(db), ({ ranking_id }) => ranking_id);
  return [...ballots].flatMap(([id, ballot]) => {
    const taken = [...new Set(ballot.map(({ place }) => place))].sort((a, b) => a - b); // messages of the same text share one
    const hasGap = taken.some((place, index) => place !== index);
    const strange = ballot.filter(
      ({ message_id, parent_id }) => byId.get(message_id)?.parent_id !== parent_id,
    );
    const own = ballot.filter(({ message_id, user_id }) => byId.get(message_id)?.user_id === user_id);
    return [
      ...(hasGap ? [`ranking ${id} leaves a place free`] : []),
      ...strange.map(({ message_id }) => `ranking ${id} is of ${message_id}, which is no reply there`),
      ...own.map(({ message_id }) => `ranking ${id} is of ${message_id}, which is the voter’s own`),
    ];
  });
}

function placesIn(db: Db) {
  return db
    .selectFrom('backend_places')
    .innerJoin('backend_rankings', 'backend_rankings.id', 'backend_places.ranking_id')
    .innerJoin('backend_users', 'backend_users.id', 'backend_rankings.user_id')
    .select(['message_id', 'place', 'user_id', 'parent_id', 'ranking_id', 'enabled', 'deleted'])
    .execute();
}

/** Who did something to each message. */
function groups(deeds: readonly { message_id: string; user_id: string }[]): Map<string, string[]> {
  const all = Map.groupBy(deeds, ({ message_id }) => message_id);
  return new Map([...all].map(([id, those]) => [id, those.map(({ user_id }) => user_id)]));
}

function isEachOnce(ids: readonly string[]) {
  return new Set(ids).size === ids.length;
}
