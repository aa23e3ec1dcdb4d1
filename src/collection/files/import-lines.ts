import { clip } from '../../discord/text/clip.ts';
import { foreign } from '../../discord/text/foreign.ts';
import type { ViewFile } from '../../discord/view.ts';
import type { Brought } from '../../imports.ts';
import type { Line, Said } from '../jobs/said.ts';

const counted = ['trees', 'replies', 'added', 'stories', 'summaries', 'here'] as const;
/** So many refused lines are shown in the message itself. */
const MOST_SHOWN = 5;
const MOST_NAMES = 10;

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

function namesOf(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).map((name) => clip(foreign(name), { units: 40, bytes: 80 }));
  return names.length > MOST_NAMES ? `${shown.join(', ')} …` : shown.join(', ');
}

/** The refused lines with why, to read in the message; a file of them all where they are many. */
export function refusals({ faults }: Brought): { text: string; files: ViewFile[] } {
  const all = faults.map(({ line, reason }) => `${line}: ${reason}`);
  if (all.length > MOST_SHOWN) {
    const data = new TextEncoder().encode(all.map((one) => `${one}\n`).join(''));
    return {
      text: '',
      files: [{ name: 'refused-lines.txt', data, contentType: 'text/plain; charset=utf-8' }],
    };
  }
  return { text: all.map((one) => clip(foreign(one), { units: 300, bytes: 600 })).join('\n'), files: [] };
}
