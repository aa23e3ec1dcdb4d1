import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { sampleStories } from '../../src/backend/samples/index.ts';
import { sampleStoryId } from '../../src/backend/samples/names.ts';
import { seedSamples } from '../../src/backend/samples/seed.ts';
import { leftOutLine, nothingLeftOut } from '../../src/dataset/export/left-out.ts';
import { readExportOptions } from '../../src/dataset/export/options.ts';
import { databases } from '../support/database.ts';
import { personId, putPeople, uuid } from './support/collection.ts';
import { putSummaries } from './support/summaries.ts';
import { type Db, exported } from './support/text.ts';

const BEGUN = Date.UTC(2026, 0, 1);
const format = 'summaries' as const;

const parsed = (text: string) =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Record<string, unknown> => JSON.parse(line));

describe.each(databases)('on $name', ({ open }) => {
  async function collection(): Promise<Db> {
    const db = await open();
    await seedSamples(db, () => BEGUN);
    await putPeople(db, [{}, {}, {}, { enabled: 0 }, { deleted: 1 }]);
    const [sample] = sampleStories;
    await putSummaries(db, [
      { text: 'rated', author: 0, ratings: [1, 2, 5, 5, 5] },
      { text: 'fresh', author: 1 },
      { text: 'by somebody who left', author: 4, ratings: [5] },
      { text: 'of a sample', author: 2, ...(sample ? { story: sampleStoryId(sample) } : {}) },
      { text: 'German', author: 2, lang: 'de' },
    ]);
    return db;
  }

  test('a summary has its story, its author and the mean of its ratings, each of them on request', async () => {
    const db = await collection();
    const text = await exported(db, { langs: ['en'] }, { format });
    const byText = new Map(parsed(text).map((line) => [line.summary, line]));
    expect([...byText.keys()].sort()).toEqual(['fresh', 'rated']);
    expect(Object.entries(byText.get('rated') ?? {})).toEqual([
      ['summary_id', uuid('rated')],
      ['story_id', uuid('story')],
      ['user_id', personId(0)],
      ['created_date', '2026-01-01T00:00:00.000000+00:00'],
      ['lang', 'en'],
      ['story', 'Once.'],
      ['summary', 'rated'],
      ['ratings', { value: 3.5, count: 2 }], // neither their own nor those of who left or were disabled
      ['events', null],
      ['second_look', null],
    ]);
    expect(byText.get('fresh')).toMatchObject({ ratings: { value: null, count: 0 } });
    const full = parsed(await exported(db, { langs: ['en'], events: true }, { format }));
    expect(full.find(({ summary }) => summary === 'rated')).toMatchObject({
      events: {
        rating: [
          { type: 'rating', user_id: personId(1), rating: '2' },
          { type: 'rating', user_id: personId(2), rating: '5' },
        ],
      },
    });
  });

  test('language, dates and samples choose, and what was left out is told', async () => {
    const db = await collection();
    const texts = async (choice: Parameters<typeof exported>[1]) =>
      parsed(await exported(db, choice, { format })).map(({ summary }) => summary);
    expect(await texts({ langs: ['de'] })).toEqual(['German']);
    expect(await texts({ since: BEGUN + 1, until: BEGUN + 2 })).toEqual(['fresh']);
    const samples = sampleStories.reduce((sum, { summaries }) => sum + summaries.length, 0);
    expect(await texts({ samples: true })).toHaveLength(samples + 4);
    const leftOut = nothingLeftOut();
    await exported(db, {}, { format, leftOut });
    expect(leftOutLine(leftOut)).toBe(
      `Left out: ${samples + 1} summaries that are samples or of sample stories (--samples); ` +
        '1 summary by 1 person who left or was disabled.\n',
    );
    const others = nothingLeftOut();
    await exported(db, { langs: ['de'], until: BEGUN + 4 }, { format, leftOut: others });
    expect(leftOutLine(others, ['summary', 'summaries'])).toContain(
      '4 summaries in other languages (--lang en); 1 summary of other dates, on 2026-01-01 (--since, --until); ',
    );
  });

  test('a salt hashes every id', async () => {
    const db = await collection();
    const text = await exported(db, { events: true }, { format, salt: 'pepper' });
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/);
    const hash = (name: string) => createHash('sha256').update(`${name}pepper`).digest('hex');
    for (const name of [`summary:${uuid('rated')}`, `story:${uuid('story')}`, `user:${personId(0)}`])
      expect(text).toContain(hash(name));
  });

  test('more summaries than fit in a page all come, once', async () => {
    const db = await open();
    const authors = Array.from({ length: 550 }, (_, index) => index);
    await putPeople(
      db,
      authors.map(() => ({})),
    );
    await putSummaries(
      db,
      authors.map((author) => ({ text: `s${author}`, author })),
    );
    const found = parsed(await exported(db, {}, { format })).map(({ summary }) => summary);
    expect(new Set(found).size).toBe(550);
    expect(found).toHaveLength(550);
  });

  test('those sent in spite of a warning are kept out, or alone, on request, and counted', async () => {
    const db = await open();
    await putPeople(db, [{}, {}, {}, {}]);
    await putSummaries(db, [
      { text: 'warned', author: 0, ratings: [2, 5], secondLook: ['short'] },
      { text: 'plain', author: 1, ratings: [4, 4] },
      { text: 'poor', author: 2, ratings: [1, 1] },
    ]);
    const taken = async (name: 'summaries' | 'summary_pairs', warnings: string) => {
      const { wish } = readExportOptions(['--format', name, '--warnings', warnings], {});
      const leftOut = nothingLeftOut();
      const lines = parsed(await exported(db, wish.choice, { format: name, leftOut }));
      return { lines, said: leftOutLine(leftOut, ['summary', 'summaries']) };
    };
    const texts = async (warnings: string) =>
      (await taken('summaries', warnings)).lines.map(({ summary }) => summary).sort();
    expect(await texts('yes')).toEqual(['plain', 'poor', 'warned']);
    expect(await texts('no')).toEqual(['plain', 'poor']);
    expect(await texts('only')).toEqual(['warned']);
    expect((await taken('summaries', 'no')).said).toBe(
      'Left out: 1 summary sent in spite of a warning (--warnings yes).\n',
    );
    expect((await taken('summaries', 'only')).said).toBe(
      'Left out: 2 summaries without a warning (--warnings only).\n',
    );
    expect((await taken('summary_pairs', 'yes')).lines).toHaveLength(3);
    expect((await taken('summary_pairs', 'no')).lines).toHaveLength(1);
    expect(() => readExportOptions(['--format', 'trees', '--warnings', 'only'], {})).toThrow(
      'tears trees apart',
    );
  });
});
