import { clip } from '../../discord/text/clip.ts';
import { foreign } from '../../discord/text/foreign.ts';
import type { ViewFile } from '../../discord/view.ts';
import type { Brought } from '../../imports.ts';
import { parted } from '../../locales/join.ts';
import type { Words } from '../../locales/words.ts';
import type { Line, Said } from '../jobs/said.ts';

const counted = ['trees', 'replies', 'added', 'stories', 'summaries', 'here'] as const;
/** So many refused lines are shown in the message itself. */
const MOST_SHOWN = 10;
const MOST_NAMES = 10;
/** The file with all of them. */
const NAME = 'refused-lines.txt';

/** How much a file brings that is new. */
export function newIn({ trees, replies, added, stories, summaries }: Brought): number {
  return trees + replies + added + stories + summaries;
}

/** What a file brings, one line each. */
export function linesOf(brought: Brought): Said {
  const lines = counted.flatMap((name): Line[] =>
    brought[name] > 0 ? [{ key: `import.${name}`, values: { number: brought[name] } }] : [],
  );
  const refused = refusedLines(brought);
  const { unknown } = brought;
  return [
    ...(newIn(brought) === 0 ? [{ key: 'import.nothing' as const }] : []),
    ...lines,
    ...(refused > 0 ? [{ key: 'import.refused' as const, values: { number: refused } }] : []),
    ...(unknown.length > 0 ? [{ key: 'import.unknown' as const, values: { names: namesOf(unknown) } }] : []),
  ];
}

function refusedLines({ faults }: Brought): number {
  return new Set(faults.map(({ line }) => line)).size;
}

function namesOf(names: readonly string[]): string[] {
  const shown = names.slice(0, MOST_NAMES).map((name) => clip(foreign(name), { units: 40, bytes: 80 }));
  return names.length > MOST_NAMES ? [...shown, '…'] : shown;
}

/** The first refused lines with why, to read in the message, and a file of them all where there are more. */
export function refusals({ faults }: Brought, words: Words): { text: string; files: ViewFile[] } {
  const byLine = Map.groupBy(faults, ({ line }) => line);
  const all = [...byLine].map(([line, reasons]) =>
    words('import.line', {
      line,
      reason: parted(
        reasons.map(({ reason }) => reason),
        words,
      ),
    }),
  );
  const shown = all.slice(0, MOST_SHOWN).map((one) => clip(foreign(one), { units: 200, bytes: 400 }));
  const rest = all.length - shown.length;
  if (rest === 0) return { text: shown.join('\n'), files: [] };
  const data = new TextEncoder().encode(all.map((one) => `${one}\n`).join(''));
  return {
    text: [...shown, words('import.more_refused', { count: rest, file: NAME })].join('\n'),
    files: [{ name: NAME, data, contentType: 'text/plain; charset=utf-8' }],
  };
}
