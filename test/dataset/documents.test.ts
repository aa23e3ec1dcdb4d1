import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { formatNames, formats } from '../../src/dataset/export/formats/index.ts';
import { readExportOptions } from '../../src/dataset/export/options.ts';
import { columnsTable } from '../../src/dataset/schemas/columns-table.ts';
import { memoryDatabase } from '../support/database.ts';
import { exported, imported } from './support/text.ts';

const page = readFileSync(new URL('../../docs/dataset.md', import.meta.url), 'utf8');

/** What stands below a heading of the page, up to the next of its level or a higher one. */
function below(heading: string): string {
  const [, level = ''] = /^(#+) /.exec(heading) ?? [];
  const [, after = ''] = page.split(`\n${heading}\n`);
  return after.split(new RegExp(`\\n#{1,${level.length}} `))[0] ?? '';
}

/** The cells of a table's rows, however its columns are aligned. */
function rowsOf(markdown: string) {
  const rows = markdown.split('\n').filter((line) => line.startsWith('| `'));
  return rows.map((line) => line.split('|').map((cell) => cell.trim()));
}

test.each(formatNames)('docs/dataset.md has the columns of %s, as the schema has them', (format) => {
  const rows = rowsOf(columnsTable(formats[format].line));
  expect(rows.length).toBeGreaterThan(4);
  for (const row of rows) expect(row.slice(1, -1)).not.toContain('');
  expect(rowsOf(below(`### Columns of \`${format}\``))).toEqual(rows);
});

/** The first example in a section of the page. */
function example(heading: string) {
  const [, lines = ''] = /```json\n([^`]*)```/.exec(below(heading)) ?? [];
  return lines.split('\n').filter((line) => line !== '');
}

test.each(['sft', 'pairs', 'llamafactory', 'kto', 'prompts'] as const)(
  'the line of %s in docs/dataset.md is what an export of the example there begins with',
  async (format) => {
    const db = await memoryDatabase();
    await imported(db, example('## For trainers').join('\n'));
    const { wish } = readExportOptions(['--format', format, '--state', 'all', '--synthetic', 'yes'], {});
    const [first] = (await exported(db, wish.choice, { format })).split('\n');
    expect(example(`### \`${format}\``)).toEqual([first]);
    await db.destroy();
  },
);
