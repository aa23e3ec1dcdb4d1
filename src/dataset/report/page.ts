import type { ReportFigures } from './figures.ts';
import { code } from './markdown.ts';
import { contents } from './sections/contents.ts';
import { duplicates } from './sections/duplicates.ts';
import { labels } from './sections/labels.ts';
import { lengths } from './sections/lengths.ts';
import { people } from './sections/people.ts';
import { rankings } from './sections/rankings.ts';
import { reports } from './sections/reports.ts';
import type { Section } from './sections/section.ts';
import { summaries } from './sections/summaries.ts';
import { warnings } from './sections/warnings.ts';
import { work } from './sections/work.ts';

/** Every part of a report, in order. Another one is another file, and another line. */
const sections: readonly Section[] = [
  contents,
  lengths,
  labels,
  rankings,
  summaries,
  people,
  work,
  warnings,
  reports,
  duplicates,
];

/** Of what the report is: `--lang en --min quality=0.5`. */
export type Asked = Readonly<Record<string, string | boolean>>;

/** The report in Markdown. Pictures are shown where their files are beside it. */
export function reportPage(
  figures: ReportFigures,
  { asked, left, pictures }: { asked: Asked; left: string; pictures: ReadonlySet<string> },
): string {
  const chosen = Object.entries(asked).map(([name, value]) =>
    value === true ? `--${name}` : `--${name} ${value}`,
  );
  const of = chosen.length > 0 ? `Of what ${code(chosen.join(' '))} chooses. ` : '';
  return [
    `# Report\n\n${of}What people wrote or judged who left or were disabled is left out. ${fewest(figures)}`,
    ...(left === '' ? [] : [left.trim()]),
    reportSections(figures, '##', pictures),
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n');
}

/** From how many on something is said. */
export function fewest({ least }: ReportFigures) {
  return `Where fewer than ${least} messages, sets or people are behind a figure, it says so instead of guessing.`;
}

/** The parts of a report that have something to say. */
export function reportSections(
  figures: ReportFigures,
  level: string,
  pictures: ReadonlySet<string> = new Set(),
): string {
  return sections
    .flatMap(({ heading, pictures: own = {}, text }) => {
      const said = text(figures);
      if (said === '') return [];
      const shown = Object.entries(own).flatMap(([file, alt]) =>
        pictures.has(file) ? [`![${alt}](${file})`] : [],
      );
      return [[`${level} ${heading}`, ...shown, said].join('\n\n')];
    })
    .join('\n\n');
}
