import { addTo } from '../../counting.ts';
import { type Estimate, shareOf, thingsIn } from '../estimate.ts';
import { entryOf, type Subject } from '../seen.ts';
import { createJudged, type Judged } from '../statistics/judged.ts';

/** What became of messages that were written here for tasks: of those that were sent with a warning, and of the others. */
export type WarningFigures = {
  messages: number;
  warned: number;
  warnings: ({ warning: string } & Fate)[];
  without: Fate;
};

export type Fate = {
  messages: number;
  /** Of how many reviewers have decided, and which share of these they accepted. Null: too few to say. */
  decided: number;
  accepted: Estimate | null;
};

type Fates = { messages: number; decided: Judged };

const NONE = '';

/** The warnings of the second look that authors read before they sent a message all the same. */
export function createWarnings(): Subject<WarningFigures> {
  const fates = new Map<string, Fates>();
  const counts = new Map<'messages' | 'warned', number>();
  return {
    see({ messages }) {
      for (const { secondLook: warnings = [], forTask, reviewResult } of messages) {
        if (!forTask) continue;
        addTo(counts, 'messages');
        if (warnings.length > 0) addTo(counts, 'warned');
        for (const warning of warnings.length > 0 ? new Set(warnings) : [NONE]) {
          const of = entryOf(fates, warning, () => ({ messages: 0, decided: createJudged() }));
          of.messages += 1;
          if (reviewResult !== undefined) of.decided.add([reviewResult ? 1 : 0]);
        }
      }
    },
    figures: () => ({
      messages: counts.get('messages') ?? 0,
      warned: counts.get('warned') ?? 0,
      warnings: [...fates]
        .filter(([warning]) => warning !== NONE)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([warning, of]) => ({ warning, ...fateOf(of) })),
      without: fateOf(fates.get(NONE)),
    }),
  };
}

function fateOf(of: Fates | undefined): Fate {
  if (!of) return { messages: 0, decided: 0, accepted: null };
  const decided = of.decided.patterns();
  return { messages: of.messages, decided: thingsIn(decided), accepted: shareOf(decided) };
}
