import type { FormatName } from '../export/formats/index.ts';
import { formats } from '../export/formats/index.ts';
import { pages } from '../layout/pages.ts';
import { pathsOf } from '../layout/paths.ts';
import type { ReportFigures } from '../report/figures.ts';
import { fewest, reportSections } from '../report/page.ts';
import { columnsTable } from '../schemas/columns-table.ts';
import type { Contents } from './contents.ts';

// https://huggingface.co/docs/hub/datasets-cards; the fields: https://github.com/huggingface/hub-docs/blob/main/datasetcard.md

/** The ranges that Hugging Face names, by how many lines they end before. */
const sizes: readonly (readonly [below: number, name: string])[] = [
  [1e3, 'n<1K'],
  [1e4, '1K<n<10K'],
  [1e5, '10K<n<100K'],
  [1e6, '100K<n<1M'],
  [1e7, '1M<n<10M'],
  [1e8, '10M<n<100M'],
];

export type About = {
  name: string;
  license: string;
  sides: readonly string[];
  /** Those of a report on what is in it. */
  figures: ReportFigures | undefined;
};

/** The card of a release: what machines read, and what people do. */
export function datasetCard(contents: Contents, about: About): string {
  return `---\n${frontMatter(contents, about)}---\n\n${page(contents, about)}`;
}

/** YAML; a text in quotation marks is one in JSON as well. */
function frontMatter({ formats: all, langs }: Contents, { name, license, sides }: About): string {
  const tasks = ['text-generation', ...(linesOf(all, 'summaries') > 0 ? ['summarization'] : [])];
  return [
    `license: ${license}`,
    ...list(
      'language',
      langs.map((lang) => JSON.stringify(lang)),
    ),
    ...list('size_categories', [sizeOf(Math.max(0, ...all.map(({ format }) => linesOf(all, format))))]),
    ...list('task_categories', tasks),
    `pretty_name: ${JSON.stringify(name)}`,
    ...list('tags', ['human-feedback', 'open-assistant']),
    'configs:',
    ...all.flatMap(({ format }, index) => [
      `  - config_name: ${format}`,
      ...(index === 0 ? ['    default: true'] : []),
      '    data_files:',
      ...sides.flatMap((side) => [
        `      - split: ${side}`,
        `        path: ${pathsOf(format, side).parquet}`,
      ]),
    ]),
    '',
  ].join('\n');
}

function list(name: string, values: readonly string[]) {
  return values.length === 0 ? [] : [`${name}:`, ...values.map((value) => `  - ${value}`)];
}

function sizeOf(lines: number) {
  return sizes.find(([below]) => lines < below)?.[1] ?? 'n>100M';
}

function linesOf(all: Contents['formats'], format: FormatName) {
  const found = all.find((one) => one.format === format);
  return [...(found?.lines.values() ?? [])].reduce((sum, lines) => sum + lines, 0);
}

function page({ formats: all, langs }: Contents, { name, license, sides, figures }: About): string {
  const rows = all.map(
    ({ format, lines }) => `| \`${format}\` | ${sides.map((side) => lines.get(side) ?? 0).join(' | ')} |`,
  );
  const tables = all.map(
    ({ format }) =>
      `### \`${format}\`\n\n${formats[format].says.join(' ')}\n\n${columnsTable(formats[format].line)}\n`,
  );
  return `# ${name}

Conversations, rankings, labels and summaries that people gave, collected with a Discord bot that speaks the protocol of
[Open Assistant](https://github.com/LAION-AI/Open-Assistant). Licence: ${license}. Languages: ${langs.join(', ') || 'none'}.

## Lines

| format | ${sides.join(' | ')} |
|---|${sides.map(() => '---').join('|')}|
${rows.join('\n')}

\`data\` has them as Parquet, \`jsonl\` as JSON Lines, with the same columns; the \`prompt\` of \`trees\` is a text in Parquet
that holds JSON. Sides go by tree: a tree is never on another side in a later release, and prompts that are nearly the same are on one.

## How it was collected

\`collection.json\` has the rules and settings by which prompts were taken, reviewed and ranked, and the versions of the consent that people
gave, with the SHA-256 of the words that they read. \`release.json\` has what was chosen, and the SHA-256 of every file.

People may withdraw what they gave. \`tombstones.jsonl\` has the SHA-256 of "message:" or "summary:" and the id of everything that earlier
releases had and that was deleted since: delete it from your copies as well. \`CHANGES.md\` says what else is different.

${figures ? figuresPart(figures) : ''}## Columns

${tables.join('\n')}`;
}

function figuresPart(figures: ReportFigures) {
  return `## Figures

Of the trees and messages that this release chooses, on whatever side they are; \`${pages.figures}\` has them as JSON. ${fewest(figures)}

${reportSections(figures, '###')}

`;
}
