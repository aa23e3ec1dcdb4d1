import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { unlist } from '../../../src/dataset/layout/unlist.ts';
import { openDatabase } from '../../../src/store/database.ts';
import { freshFolder } from '../../support/folder.ts';
import { migratedPostgresUrl, postgresMissing } from '../../support/postgres.ts';
import { putPeople, putPromptRanking, putTree } from '../support/collection.ts';
import { data, type Run } from '../support/command.ts';
import { putSummaries } from '../support/summaries.ts';
import { parsed } from '../support/text.ts';

const prompts = [
  'Why is bread brown on the outside?',
  'Who named the moons of Jupiter?',
  'How do violins sing?',
];

/** Judgements of every kind, by four people. */
async function collection(): Promise<string> {
  const cwd = await freshFolder();
  const db = await openDatabase({ dataDir: join(cwd, 'data') });
  await db.insertInto('dataset_key').values({ one: 1, key: 'of the test' }).execute();
  await putPeople(db, [{}, {}, {}, {}]);
  for (const [index, text] of prompts.entries())
    await putTree(db, index, {
      messages: [
        {
          text,
          rankings: [
            [2, 1],
            [1, 2],
            [2, 1],
          ],
          labels: [{ quality: 0.5, spam: 0 }, { quality: 0.75, spam: 1 }, {}, { humor: 0.25 }],
          reports: [{}, { spam: 1 }],
          emojis: ['+1', '+1'],
        },
        { parent: 0, text: `worse ${index}`, rank: 1, freeLabels: [{ humor: 1 }] },
        {
          parent: 0,
          text: `better ${index}`,
          rank: 0,
          author: 1,
          labels: [{ quality: 1 }, { quality: 0.5 }],
        },
      ],
    });
  await putPromptRanking(db, 2, [1, 0, 2]);
  await putSummaries(db, [
    { text: 'good', author: 0, ratings: [1, 5, 4] },
    { text: 'bad', author: 1, ratings: [1, 5, 2, 3] },
  ]);
  await db.destroy();
  return cwd;
}

const SPLIT = ['--split', 'train=0.5,test=0.5'];

/** Runs the command on a collection. */
type Collection = (args: readonly string[], cwd: string) => Promise<Run>;
const here: Collection = (args, cwd) => data(args, { cwd });
const releaseOf = (of: Collection, cwd: string, folder: string, formats: string, ...args: string[]) =>
  of(['export', folder, '--release', '--no-report', '--format', formats, ...args], cwd);
const release = (cwd: string, folder: string, formats: string, ...args: string[]) =>
  releaseOf(here, cwd, folder, formats, ...args);

/** Where a release is taken back: into an empty collection. */
const others: readonly { name: string; open(): Promise<Collection> }[] = [
  { name: 'SQLite', open: async () => (args, cwd) => data([...args, '--data-dir', 'other'], { cwd }) },
  ...(postgresMissing
    ? []
    : [
        {
          name: 'PostgreSQL',
          async open(): Promise<Collection> {
            const url = await migratedPostgresUrl();
            return (args, cwd) => data(args, { cwd, env: { DATABASE_URL: url } });
          },
        },
      ]),
];
if (postgresMissing) test.skip(`into PostgreSQL: ${postgresMissing}`, () => {});

async function linesOf(cwd: string, folder: string, format: string, sides = ['train']) {
  const files = sides.map((side) => readFile(join(cwd, folder, 'jsonl', format, `${side}.jsonl`), 'utf8'));
  return parsed((await Promise.all(files)).join(''));
}

/** What each person said, whatever people and their judgements are called: by person, by judgement, by value. */
function byPerson(lines: readonly Record<string, unknown>[]): string[] {
  const said = [...Map.groupBy(lines, ({ annotator }) => annotator).values()].map((own) => {
    const judgements = [...Map.groupBy(own, ({ judgement_id }) => judgement_id).values()];
    return judgements
      .map((same) => same.map(({ annotator: _, judgement_id: __, ...rest }) => JSON.stringify(rest)).sort())
      .sort();
  });
  return said.map((one) => JSON.stringify(one)).sort();
}

describe.each(others)('into a collection on $name', ({ open }) => {
  test('annotations come back with the release they are part of: each person stays one, and all that is made of them is the same', async () => {
    const cwd = await collection();
    const there = await open();
    expect((await release(cwd, 'first', 'messages,annotations,summaries,pairs', ...SPLIT)).code).toBe(0);
    const before = await linesOf(cwd, 'first', 'annotations', ['train', 'test']);
    const taken = await there(['import', 'first'], cwd);
    expect(taken).toMatchObject({ code: 0, stderr: '' });
    expect(taken.stdout).toMatch(
      `Imported 3 new trees with 9 messages (3 ready_for_export); 2 new summaries; ${before.length} annotations. Now in `,
    );
    expect((await releaseOf(there, cwd, 'second', 'messages,annotations,summaries,pairs')).code).toBe(0);
    const after = await linesOf(cwd, 'second', 'annotations');
    expect(new Set(before.map(({ kind }) => kind))).toEqual(
      new Set(['review', 'free_labels', 'report', 'emoji', 'ranking', 'rating']),
    );
    expect(byPerson(after)).toEqual(byPerson(before));
    const people = (lines: typeof before) => new Set(lines.map(({ annotator }) => annotator));
    expect(people(before).size).toBe(4);
    expect(people(after).size).toBe(4);
    expect(people(after).intersection(people(before)).size).toBe(0);
    for (const format of ['messages', 'summaries', 'pairs']) {
      const sorted = (lines: object[]) => lines.map((line) => JSON.stringify(line)).sort();
      expect(sorted(await linesOf(cwd, 'second', format))).toEqual(
        sorted(await linesOf(cwd, 'first', format, ['train', 'test'])),
      );
    }
    const report = async (run: Collection) => JSON.parse((await run(['report', '--json'], cwd)).stdout);
    const { labels, people: shares, rankings, summaries } = await report(here);
    expect(await report(there)).toMatchObject({ labels, rankings, summaries });
    expect(labels.length).toBeGreaterThan(2);
    expect(shares.length).toBeGreaterThan(0);
  });

  test('what is here already takes no annotations, which is told, and nothing is there twice', async () => {
    const cwd = await collection();
    const there = await open();
    await release(cwd, 'first', 'messages,annotations');
    const lines = await linesOf(cwd, 'first', 'annotations');
    const ratings = lines.filter(({ kind }) => kind === 'rating').length;
    const first = await there(['import', 'first'], cwd);
    expect(first.stdout).toContain(
      `; ${lines.length - ratings} annotations; ${ratings} annotations of what is not new here, which are not taken.`,
    );
    const again = await there(['import', 'first'], cwd);
    expect(again.stdout).toContain(
      `; ${lines.length} annotations of what is not new here, which are not taken.`,
    );
    await releaseOf(there, cwd, 'second', 'annotations');
    const kept = lines.filter(({ kind }) => kind !== 'rating');
    expect(byPerson(await linesOf(cwd, 'second', 'annotations'))).toEqual(byPerson(kept));
  });

  test('a release with events and annotations keeps the events, and adds the labels of single people', async () => {
    const cwd = await collection();
    const there = await open();
    await release(cwd, 'first', 'messages,annotations,summaries', '--events');
    await there(['import', 'first'], cwd);
    await releaseOf(there, cwd, 'second', 'messages,annotations,summaries', '--events');
    for (const format of ['messages', 'summaries'])
      expect(await linesOf(cwd, 'second', format)).toEqual(await linesOf(cwd, 'first', format));
    const values = async (folder: string) =>
      (await linesOf(cwd, folder, 'annotations'))
        .map(({ annotator: _, judgement_id: __, ...rest }) => JSON.stringify(rest))
        .sort();
    expect(await values('second')).toEqual(await values('first'));
  });

  test('labels and emojis that a release has in its annotations alone are summed up from these', async () => {
    const cwd = await collection();
    const there = await open();
    await release(cwd, 'bare', 'trees,annotations', '--no-labels', '--no-emojis');
    await there(['import', 'bare'], cwd);
    await release(cwd, 'full', 'messages');
    await releaseOf(there, cwd, 'back', 'messages');
    expect(await linesOf(cwd, 'back', 'messages')).toEqual(await linesOf(cwd, 'full', 'messages'));
  });
});

test.each([
  ['value', { value: 2 }, 'review must have a value from 0 to 1'],
  ['form', { judgement_id: 7 }, 'judgement_id must be a text in quotes'],
])(
  'annotations of a wrong %s are told by their line before anything is imported',
  async (_what, wrong, told) => {
    const cwd = await collection();
    await release(cwd, 'first', 'messages,annotations');
    const file = join(cwd, 'first', 'jsonl', 'annotations', 'train.jsonl');
    const lines = parsed(await readFile(file, 'utf8'));
    const at = lines.findIndex(({ kind, name }) => kind === 'review' && name === 'quality');
    lines[at] = { ...lines[at], ...wrong };
    await unlist(file); // else its SHA-256 alone would refuse it
    await writeFile(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    const refused = await data(['import', 'first', '--data-dir', 'other'], { cwd });
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain(`train.jsonl:${at + 1}: ${told}`);
    expect(refused.stderr).toContain('Nothing was imported.');
  },
);
