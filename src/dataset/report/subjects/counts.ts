import type { TreeState } from '../../../backend/trees/tables.ts';
import { addTo, sum } from '../../counting.ts';
import { entryOf, kindOf, type MessageKind, messageKinds, type Subject } from '../seen.ts';

/** How many messages there are, by kind and by what became of them. */
export type MessageCounts = Record<MessageKind, number> & {
  accepted: number;
  refused: number;
  undecided: number;
  synthetic: number;
};

export type CountFigures = {
  trees: number;
  messages: number;
  /** Who wrote them. */
  authors: number;
  states: { state: TreeState; trees: number }[];
  languages: ({ lang: string; trees: number; messages: number; authors: number } & MessageCounts)[];
};

type Language = {
  trees: number;
  messages: number;
  authors: Set<string>;
  counts: Map<keyof MessageCounts, number>;
};

/** Trees by state and language, and messages by kind. */
export function createCounts(): Subject<CountFigures> {
  const states = new Map<TreeState, number>();
  const languages = new Map<string, Language>();
  return {
    see({ tree, messages }) {
      addTo(states, tree.state);
      const lang = messages[0]?.lang ?? '';
      const of = entryOf(languages, lang, () => ({
        trees: 0,
        messages: 0,
        authors: new Set(),
        counts: new Map(),
      }));
      of.trees += 1;
      of.messages += messages.length;
      for (const message of messages) {
        addTo(of.counts, kindOf(message));
        addTo(of.counts, fateOf(message));
        if (message.synthetic) addTo(of.counts, 'synthetic');
        if (message.author !== undefined) of.authors.add(message.author);
      }
    },
    figures() {
      const all = [...languages].sort(([a], [b]) => (a < b ? -1 : 1));
      return {
        trees: sum(all.map(([, { trees }]) => trees)),
        messages: sum(all.map(([, { messages }]) => messages)),
        authors: new Set(all.flatMap(([, { authors }]) => [...authors])).size,
        states: [...states].sort(([a], [b]) => (a < b ? -1 : 1)).map(([state, trees]) => ({ state, trees })),
        languages: all.map(([lang, { trees, messages, authors, counts }]) => ({
          ...{ lang, trees, messages, authors: authors.size },
          ...countsOf(counts),
        })),
      };
    },
  };
}

function fateOf({ reviewResult }: { reviewResult: boolean | undefined }) {
  if (reviewResult === undefined) return 'undecided';
  return reviewResult ? 'accepted' : 'refused';
}

function countsOf(counts: ReadonlyMap<keyof MessageCounts, number>): MessageCounts {
  const names = [...messageKinds, 'accepted', 'refused', 'undecided', 'synthetic'] as const;
  const entries = names.map((name) => [name, counts.get(name) ?? 0]);
  return Object.fromEntries(entries);
}
