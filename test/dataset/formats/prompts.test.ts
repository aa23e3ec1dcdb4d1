import { expect, test } from 'vitest';
import { memoryDatabase } from '../../support/database.ts';
import { messageId, putPeople, putTree } from '../support/collection.ts';
import { exported, parsed } from '../support/text.ts';

test('prompts stand alone, or with every conversation that ends with the user', async () => {
  const db = await memoryDatabase();
  await putPeople(db, [{}]);
  await putTree(db, 0, {
    messages: [
      { text: 'Why?', labels: [{ creativity: 1 }] },
      { parent: 0, text: 'a', synthetic: true, model: 'm' },
      { parent: 0, text: 'b' },
      { parent: 1, text: 'And then?' },
    ],
  });
  const choice = { synthetic: 'yes', labels: true } as const;
  const first = {
    prompt: [{ role: 'user', content: 'Why?' }],
    message_id: messageId(0, 0),
    replies: 2,
    prompt_labels: { creativity: { value: 1, count: 1 } },
  };
  const format = 'prompts' as const;
  const alone = parsed(await exported(db, choice, { format }));
  expect(alone).toEqual([expect.objectContaining({ ...first, prompt_labels: expect.anything() })]);
  expect(alone[0]).toMatchObject(first);
  const all = parsed(await exported(db, choice, { format, paths: 'all' }));
  expect(all).toHaveLength(2);
  expect(all[1]).toMatchObject({
    prompt: [
      { role: 'user', content: 'Why?' },
      { role: 'assistant', content: 'a' },
      { role: 'user', content: 'And then?' },
    ],
    message_id: messageId(0, 3),
    message_tree_id: messageId(0, 0),
    replies: 0,
  });
  await db.destroy();
});
