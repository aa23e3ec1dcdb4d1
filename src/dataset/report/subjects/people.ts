import { addTo } from '../../counting.ts';
import { FEWEST } from '../estimate.ts';
import { entryOf, type Subject } from '../seen.ts';
import { gini, shareOfLargest } from '../statistics/gini.ts';

/** How the judgements of messages are shared out among people, in one language or in all (null). */
export type PeopleFigures = {
  lang: string | null;
  /** Who judged at least once. */
  people: number;
  /** Reviews, rankings of replies and rankings of prompts. */
  judgements: number;
  /** Null: too few people to say. */
  gini: number | null;
  top_five: number | null;
};

const TOP = 5;

/** Judgements by person. What was imported without names is by nobody. */
export function createPeopleFigures(): Subject<PeopleFigures[]> {
  const languages = new Map<string, Map<string, number>>();
  const ballots = new Set<string>(); // of prompts, each of which stands with every prompt that it ranks
  return {
    see({ messages, labelsOf, rankingsOf, promptVotes }) {
      const by = entryOf(languages, messages[0]?.lang ?? '', () => new Map<string, number>());
      for (const { id } of messages) {
        for (const { kind, user } of labelsOf(id))
          if (kind === 'review' && user !== undefined) addTo(by, user);
        for (const { user_id: user } of rankingsOf(id).counted) if (user) addTo(by, user);
      }
      for (const { ballot, user } of promptVotes) {
        if (!ballots.has(ballot)) addTo(by, user);
        ballots.add(ballot);
      }
    },
    figures() {
      const all = [...languages].filter(([, by]) => by.size > 0).sort(([a], [b]) => (a < b ? -1 : 1));
      if (all.length === 0) return [];
      const together = new Map<string, number>();
      for (const [, by] of all) for (const [user, count] of by) addTo(together, user, count);
      return [...all.map(([lang, by]) => figuresOf(lang, by)), figuresOf(null, together)];
    },
  };
}

function figuresOf(lang: string | null, by: ReadonlyMap<string, number>): PeopleFigures {
  const counts = [...by.values()];
  const isFew = counts.length < FEWEST;
  return {
    lang,
    people: counts.length,
    judgements: counts.reduce((sum, count) => sum + count, 0),
    gini: isFew ? null : gini(counts),
    top_five: isFew ? null : shareOfLargest(counts, TOP),
  };
}
