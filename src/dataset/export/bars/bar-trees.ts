import type { Db } from '../../../backend/db.ts';
import type { LabelTallies } from '../../record.ts';
import type { Filters } from '../bar.ts';
import { broughtAlong } from '../opinions/brought.ts';
import { labelMeans } from '../opinions/labels.ts';
import { togetherLabels } from '../opinions/together.ts';
import type { People } from '../people.ts';
import type { StoredTree } from '../read.ts';
import { barOf } from './bar-of.ts';
import { judgesOf } from './judges.ts';

/**
 * Marks in some trees what filters keep out, by what people who have neither left nor were shut out said here, and by
 * what was imported. A filter that is not set costs no query.
 */
export async function barTrees(
  db: Db,
  trees: readonly StoredTree[],
  filters: Filters,
  people: People,
): Promise<readonly StoredTree[]> {
  const needsLabels = filters.min.size + filters.max.size > 0;
  const needsPeople = filters.people !== undefined;
  if ((!needsLabels && !needsPeople && !filters.models) || trees.length === 0) return trees;
  const ids = trees.map(({ id }) => id);
  const own = needsLabels ? await labelMeans(db, ids, people) : new Map<string, LabelTallies>();
  const judges = needsPeople ? await judgesOf(db, ids, people) : new Map<string, number>();
  const brought = needsLabels || needsPeople ? await broughtAlong(db, ids, people) : undefined;
  return trees.map((tree) => ({
    ...tree,
    messages: tree.messages.map((message) => {
      const imported = brought?.get(message.id)?.labels;
      const labels = togetherLabels(imported, own.get(message.id));
      const judged = (judges.get(message.id) ?? 0) + mostCounted(imported);
      return { ...message, barred: barOf({ ...message, labels, people: judged }, filters) };
    }),
  }));
}

/** The number of people who gave the label that most gave: of the rest nobody knows whether they were others. */
function mostCounted(labels: LabelTallies = {}) {
  return Object.values(labels).reduce((most, { count }) => Math.max(most, count), 0);
}
