import { expect, test } from 'vitest';
import { seedSamples } from '../../src/backend/samples/seed.ts';
import { formatNames, formats } from '../../src/dataset/export/formats/index.ts';
import { jsonLine } from '../../src/dataset/json-line.ts';
import { memoryDatabase } from '../support/database.ts';
import { putPeople, putPromptRanking, putTree } from './support/collection.ts';
import { putSummaries } from './support/summaries.ts';
import { type Db, everything, exported, imported } from './support/text.ts';

const given = { labels: true, emojis: true, events: true };
const nothing = { labels: false, emojis: false, events: false };

/** One collection where every field has something, and one where every field that may has nothing. */
async function collections(): Promise<[full: Db, bare: Db]> {
  const [full, bare] = [await memoryDatabase(), await memoryDatabase()];
  await seedSamples(full, () => Date.UTC(2026, 0, 1));
  await putPeople(full, [{}, {}, {}]);
  const replies = [0, 1].map((rank) => ({
    parent: 0,
    text: `reply ${rank}`,
    rank,
    model: 'm',
    labels: [{ spam: 1 }],
  }));
  await putTree(full, 0, {
    origin: 'here',
    messages: [{ text: 'Why?', emojis: ['+1'], rankings: [[1, 2]] }, ...replies],
  });
  await putTree(full, 1, { messages: [{ text: 'And why not?' }] });
  await putPromptRanking(full, 0, [0, 1]);
  await putSummaries(full, [
    { text: 'good', author: 0, ratings: [1, 5, 4] },
    { text: 'bad', author: 1, ratings: [1, 5, 2] },
  ]);
  await imported(
    full,
    JSON.stringify({
      message_id: 'm',
      text: 'With events',
      lang: 'en',
      source: 'somewhere',
      detoxify: {
        toxicity: 0,
        severe_toxicity: 0,
        obscene: 0,
        identity_attack: 0,
        insult: 0,
        threat: 0,
        sexual_explicit: 0,
      },
      events: {
        rating: [{ type: 'rating', rating: '5' }],
        report: [{ type: 'report', user_id: 'u' }],
        score: [{ type: 'score', user_id: null, score: -1 }],
      },
    }),
  );
  await imported(
    bare,
    ['{"message_id":"p","text":"Why?","lang":"en"}', '"a"', '"b"']
      .map((line, index) =>
        index === 0
          ? line
          : `{"message_id":${line},"parent_id":"p","role":"assistant","text":${line},"lang":"en","rank":${index}}`,
      )
      .join('\n'),
  );
  return [full, bare];
}

test.each(formatNames)(
  'every line of %s has every field of its schema, in the same order',
  async (format) => {
    const lines: string[] = [];
    for (const db of await collections()) {
      for (const shown of [given, nothing])
        lines.push(...(await exported(db, { ...everything, ...shown }, { format })).split('\n').slice(0, -1));
      await db.destroy();
    }
    expect(lines.length).toBeGreaterThan(1);
    // what a strict schema gives back has the order of the schema
    for (const line of lines) expect(JSON.stringify(formats[format].line.parse(JSON.parse(line)))).toBe(line);
  },
);

test('a line of JSON has no end of a line in it but its own, whatever is written', () => {
  const text = 'a\u0085b\u2028c\u2029d\n\r\v\f\u001c\u001d\u001ee';
  const line = jsonLine({ text });
  const lineEnds = '\n\r\v\f\u001c\u001d\u001e\u0085\u2028\u2029'; // those of Python's str.splitlines
  expect([...line].filter((character) => lineEnds.includes(character))).toEqual(['\n']);
  expect(line).toContain('a\\u0085b\\u2028c\\u2029d');
  expect(JSON.parse(line)).toEqual({ text });
});
