import { describe, expect, test } from 'vitest';
import { nothingLeftOut } from '../../../src/dataset/export/left-out.ts';
import { readExportOptions } from '../../../src/dataset/export/options.ts';
import { answeredBy, questionsIn } from '../../../src/dataset/generate/questions.ts';
import { databases } from '../../support/database.ts';
import { messageId, putPeople, putTree } from '../support/collection.ts';
import { imported } from '../support/text.ts';

const { wish } = readExportOptions(['--format', 'prompts', '--state', 'growing', '--paths', 'all'], {});

describe.each(databases)('on $name', ({ open }) => {
  test('what a model has answered is known by the names of files, imported and collected here, without what was deleted', async () => {
    const db = await open();
    await putPeople(db, [{}]);
    await putTree(db, 0, {
      state: 'growing',
      messages: [
        { text: 'Why?' },
        { parent: 0, text: 'So.', synthetic: true, model: 'm-1' },
        { parent: 0, text: 'No.', synthetic: true, model: 'm-1', deleted: true },
        { parent: 0, text: 'Perhaps.', synthetic: true, model: 'm-2' },
      ],
    });
    const lines = [
      { message_id: 'p', text: 'How?', lang: 'en' },
      { message_id: 'r', parent_id: 'p', role: 'assistant', text: 'Thus.', lang: 'en', model_name: 'm-1' },
    ];
    await imported(db, lines.map((line) => JSON.stringify(line)).join('\n'));
    const answered = await answeredBy(db, 'm-1');
    expect(answered.toSorted((a, b) => a.message_id.localeCompare(b.message_id))).toEqual(
      [
        { message_id: messageId(0, 1), parent_id: messageId(0, 0) },
        { message_id: 'r', parent_id: 'p' },
      ].toSorted((a, b) => a.message_id.localeCompare(b.message_id)),
    );
  });

  test('a conversation is asked as often as replies are missing, with all that was said before', async () => {
    const db = await open();
    await putPeople(db, [{}]);
    await putTree(db, 0, {
      state: 'growing',
      messages: [{ text: 'Why?' }, { parent: 0, text: 'So.' }, { parent: 1, text: 'And then?' }],
    });
    let skipped = 0;
    const skip = () => {
      skipped += 1;
    };
    const answered = new Map([
      [messageId(0, 0), new Set(['a', 'b'])],
      [messageId(0, 2), new Set(['c'])],
    ]);
    const ways = { answered, replies: 3, leftOut: nothingLeftOut(), skip };
    const asked = await Array.fromAsync(questionsIn(db, wish, ways));
    expect(asked.map(({ prompt }) => prompt.map(({ content }) => content))).toEqual([
      ['Why?'],
      ['Why?', 'So.', 'And then?'],
      ['Why?', 'So.', 'And then?'],
    ]);
    expect(skipped).toBe(0);
    expect(await Array.fromAsync(questionsIn(db, wish, { ...ways, replies: 1 }))).toEqual([]);
    expect(skipped).toBe(2);
  });
});
