import { expect, test } from 'vitest';
import { leftOutLine, nothingLeftOut } from '../../../src/dataset/export/left-out.ts';
import { memoryDatabase } from '../../support/database.ts';
import { messageId, personId, putPeople, putPromptRanking, putTree } from '../support/collection.ts';
import { exported, parsed } from '../support/text.ts';

test('every ballot stands once, best first, and says nothing of whose it is', async () => {
  const db = await memoryDatabase();
  await putPeople(db, [{}, {}, {}, { deleted: 1 }]);
  await putTree(db, 0, {
    messages: [
      {
        text: 'Why?',
        rankings: [
          [3, 1, 2, 4],
          [1, 2, 3],
          [4, 1],
          [1, 3],
        ],
      },
      { parent: 0, text: 'a' },
      { parent: 0, text: ' a ' }, // the same to whoever reads it
      { parent: 0, text: 'b', synthetic: true, model: 'm' },
      { parent: 0, text: 'refused', reviewResult: 0 },
    ],
  });
  await putTree(db, 1, { messages: [{ text: 'How?' }] });
  await putPromptRanking(db, 1, [1, 0]);
  const leftOut = nothingLeftOut();
  const text = await exported(db, { synthetic: 'yes' }, { format: 'rankings', leftOut });
  const lines = parsed(text);
  const id = (index: number) => messageId(0, index);
  const short = lines.map(({ completion_ids, not_rankable, parent_id, prompt, model_names }) => ({
    ...{ completion_ids, not_rankable, parent_id, model_names },
    isOfPrompts: (prompt as unknown[]).length === 0,
  }));
  const ofReplies = { parent_id: id(0), isOfPrompts: false };
  expect(short).toEqual(
    expect.arrayContaining([
      { ...ofReplies, completion_ids: [id(3), id(1)], not_rankable: false, model_names: ['m', null] },
      { ...ofReplies, completion_ids: [id(1), id(3)], not_rankable: true, model_names: [null, 'm'] },
      {
        completion_ids: [messageId(1, 0), id(0)],
        not_rankable: false,
        parent_id: null,
        model_names: [null, null],
        isOfPrompts: true,
      },
    ]),
  );
  expect(lines).toHaveLength(3);
  expect(leftOutLine(leftOut)).toContain('1 ranking of which fewer than two different texts are exported');
  for (const person of [0, 1, 2, 3]) expect(text).not.toContain(personId(person));
  await db.destroy();
});
