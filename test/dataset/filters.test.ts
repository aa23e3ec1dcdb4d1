import { describe, expect, test } from 'vitest';
import { leftOutLine, nothingLeftOut } from '../../src/dataset/export/left-out.ts';
import { readExportOptions } from '../../src/dataset/export/options.ts';
import { databases } from '../support/database.ts';
import { putPeople, putPromptRanking, putTree } from './support/collection.ts';
import { type Db, exported, imported, parsed } from './support/text.ts';

/** The texts that an export of messages takes, and what it says of the rest. */
async function taken(db: Db, ...args: string[]) {
  const { wish } = readExportOptions(['--format', 'messages', '--synthetic', 'yes', ...args], {});
  const leftOut = nothingLeftOut();
  const text = await exported(db, wish.choice, { format: 'messages', leftOut });
  return { texts: parsed(text).map((line) => line.text), said: leftOutLine(leftOut) };
}

describe.each(databases)('on $name', ({ open }) => {
  async function collection(): Promise<Db> {
    const db = await open();
    await putPeople(db, [{}, {}, {}, { enabled: 0 }]);
    await putTree(db, 0, {
      messages: [
        { text: 'Why?', labels: [{ creativity: 0.5 }] },
        {
          parent: 0,
          text: 'good',
          labels: [{ quality: 0.75, toxicity: 0 }, { quality: 1 }, {}],
          synthetic: true,
          model: 'm',
        },
        {
          parent: 0,
          text: 'bad',
          labels: [{ quality: 0.25, toxicity: 1 }, {}, {}, { quality: 1 }],
          synthetic: true,
          model: 'n',
        },
        { parent: 0, text: 'unlabelled' },
        { parent: 1, text: 'Go on' },
        { parent: 2, text: 'below bad' },
      ],
    });
    return db;
  }

  test('thresholds go by the mean of those who count, and keep out replies that nobody gave the label', async () => {
    const db = await collection();
    expect(await taken(db, '--min', 'quality=0.5')).toEqual({
      texts: ['Why?', 'good', 'Go on'],
      said:
        'Left out: 2 messages with a label below its least value, or below such, (--min); ' +
        '1 message to which nobody gave such a label, or below such, (--min, --max).\n',
    });
    expect(await taken(db, '--min-quality', '0.5')).toEqual(await taken(db, '--min', 'quality=0.5'));
    expect((await taken(db, '--max', 'toxicity=0.5')).texts).toEqual(['Why?', 'good', 'Go on']);
    expect((await taken(db, '--min', 'quality=0.25')).texts).toContain('bad'); // the disabled one’s 1 does not count
    expect((await taken(db, '--min', 'quality=0.26')).texts).not.toContain('bad');
  });

  test('a choice of models leaves what people wrote, and filters combine', async () => {
    const db = await collection();
    expect(await taken(db, '--model', 'n')).toEqual({
      texts: ['Why?', 'bad', 'below bad', 'unlabelled'],
      said: 'Left out: 2 messages by other models, or below such, (--model).\n',
    });
    expect((await taken(db, '--model', 'n, m', '--min', 'quality=0.9')).texts).toEqual(['Why?']);
  });

  test('people who reviewed or ranked a message are counted once, and those who were disabled not at all', async () => {
    const db = await collection();
    expect(await taken(db, '--people', '2')).toEqual({
      texts: [],
      said: 'Left out: 6 messages that fewer people have judged, or below such, (--people).\n',
    });
    await putTree(db, 1, { messages: [{ text: 'How?', labels: [{}, {}] }] });
    await putPromptRanking(db, 1, [1, 0]);
    expect((await taken(db, '--people', '2')).texts).toEqual(['Why?', 'good', 'bad', 'How?']);
    expect((await taken(db, '--people', '3')).texts).toEqual([]);
    await putPromptRanking(db, 2, [1, 0]);
    expect((await taken(db, '--people', '3')).texts).toEqual(['Why?', 'good', 'bad', 'How?']);
  });

  test('labels that came with an import count, and those who gave them', async () => {
    const db = await open();
    const labels = (value: number) => ({ quality: { value, count: 3 }, spam: { value: 0, count: 4 } });
    await imported(
      db,
      JSON.stringify({ message_id: 'good', text: 'Good', lang: 'en', labels: labels(0.9) }) +
        `\n${JSON.stringify({ message_id: 'bad', text: 'Bad', lang: 'en', labels: labels(0.1) })}`,
    );
    const all = ['--state', 'all'];
    expect((await taken(db, ...all, '--min', 'quality=0.5')).texts).toEqual(['Good']);
    expect((await taken(db, ...all, '--people', '4')).texts.sort()).toEqual(['Bad', 'Good']);
    expect((await taken(db, ...all, '--people', '5')).texts).toEqual([]);
  });

  test('what was sent in spite of a warning can be left out, taken alone, and stands in the lines by name', async () => {
    const db = await open();
    await putPeople(db, [{}]);
    await putTree(db, 0, {
      messages: [
        { text: 'Why?' },
        { parent: 0, text: 'a@b.io', secondLook: ['email', 'short'] },
        { parent: 0, text: 'fine' },
        { parent: 1, text: 'below a warned one' },
      ],
    });
    const usual = await taken(db);
    expect(usual).toEqual({ texts: ['Why?', 'a@b.io', 'below a warned one', 'fine'], said: '' });
    expect(await taken(db, '--warnings', 'no')).toEqual({
      texts: ['Why?', 'fine'],
      said: 'Left out: 2 messages sent in spite of a warning or below such (--warnings yes).\n',
    });
    expect((await taken(db, '--warnings', 'only')).texts).toEqual(['a@b.io']);
    const lines = parsed(await exported(db, {}, { format: 'messages' }));
    expect(lines.map(({ second_look }) => second_look)).toEqual([null, ['email', 'short'], null, null]);
    expect(() => readExportOptions(['--warnings', 'only'], {})).toThrow('tears trees apart');
  });

  test('filters are for every format that is made of trees, and for prompts of pairs on both sides', async () => {
    const db = await collection();
    await putTree(db, 1, { messages: [{ text: 'How?', labels: [{ creativity: 0 }] }] });
    await putPromptRanking(db, 0, [0, 1]);
    const args = ['--format', 'pairs', '--between', 'prompts'];
    const pairs = async (...more: string[]) => {
      const { wish } = readExportOptions([...args, ...more], {});
      return parsed(await exported(db, wish.choice, { format: 'pairs', between: ['prompts'] }));
    };
    expect(await pairs()).toHaveLength(1);
    expect(await pairs('--min', 'creativity=0.1')).toEqual([]);
  });
});

test.each([
  ['--min', 'quality'],
  ['--min', 'qualty=0.5'],
  ['--max', 'quality=1.5'],
  ['--min-quality', 'high'],
  ['--people', '0'],
  ['--people', '1.5'],
  ['--model', ','],
  ['--warnings', 'maybe'],
])('%s %s is refused with what it should be', (...args) => {
  expect(() => readExportOptions(args, {})).toThrow(new RegExp(`^${args[0]} must be `));
  expect(() => readExportOptions(['--format', 'summaries', '--people', '2'], {})).toThrow(
    'says nothing about',
  );
});
