import { addTo } from '../../counting.ts';
import type { Subject } from '../seen.ts';

/** What people reported, each message by each person once. */
export type ReportedFigures = {
  reports: number;
  /** How many messages, and by how many people. */
  messages: number;
  people: number;
  /** A report may name several labels, or none. */
  labels: { label: string; reports: number }[];
  without_label: number;
};

/** Reports of messages. */
export function createReports(): Subject<ReportedFigures> {
  const labels = new Map<string, number>();
  const people = new Set<string>();
  let [reports, messages, without] = [0, 0, 0];
  return {
    see(tree) {
      for (const { id } of tree.messages) {
        const own = tree.labelsOf(id).filter(({ kind }) => kind === 'report');
        reports += own.length;
        if (own.length > 0) messages += 1;
        for (const { user, labels: given } of own) {
          if (user !== undefined) people.add(user);
          const named = Object.entries(given).flatMap(([label, value]) => (value > 0 ? [label] : []));
          if (named.length === 0) without += 1;
          for (const label of named) addTo(labels, label);
        }
      }
    },
    figures: () => ({
      ...{ reports, messages, people: people.size },
      labels: [...labels]
        .sort(([a, of], [b, other]) => other - of || (a < b ? -1 : 1))
        .map(([label, count]) => ({ label, reports: count })),
      without_label: without,
    }),
  };
}
