import { rankedPairs } from '../../backend/trees/ranked-pairs.ts';
import type { Opinions } from './opinions/opinions.ts';
import type { StoredTree } from './read.ts';

/**
 * The tree with new ranks where rankings that it was imported with are by people who have left or were disabled since:
 * those of the rankings that are left. The backend sees to those that were given here.
 */
export function withoutWithdrawn(tree: StoredTree, opinionsOn: (id: string) => Opinions): StoredTree {
  const concerned = tree.messages.filter(({ id }) => opinionsOn(id).ranksWithdrawn);
  if (concerned.length === 0) return tree;
  const ranks = new Map<string, number | undefined>();
  const below = Map.groupBy(tree.messages, ({ parentId }) => parentId);
  for (const { id } of concerned) {
    const { ballots = [] } = opinionsOn(id);
    const orders = ballots.map(({ ranked_message_ids }) => ranked_message_ids);
    const order = rankedPairs(orders, { partial: orders.some(({ length }) => length < most(orders)) });
    const places = new Map(order.map((name, place) => [name, place]));
    for (const { id: child, name } of below.get(id) ?? []) ranks.set(child, places.get(name));
  }
  const messages = tree.messages.map((message) =>
    ranks.has(message.id) ? { ...message, rank: ranks.get(message.id) } : message,
  );
  return { ...tree, messages };
}

function most(orders: readonly (readonly string[])[]) {
  return orders.reduce((longest, { length }) => Math.max(longest, length), 0);
}
