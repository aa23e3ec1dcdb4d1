import { expect, test } from 'vitest';
import { createSides } from '../../../src/dataset/splits/sides.ts';
import { testBackend } from '../../backend/support/backend.ts';
import { person } from '../../backend/support/person.ts';
import { memoryDatabase } from '../../support/database.ts';

test('with an erased prompt goes what it was compared by, and nothing of anybody else', async () => {
  const db = await memoryDatabase();
  const backend = await testBackend({ db });
  for (const [id, words] of [
    ['ada', 'Who named the moons of Jupiter?'],
    ['ben', 'How long should dough for a rye loaf rest?'],
  ] as const) {
    const writer = person(backend, id);
    await writer.text((await writer.take('initial_prompt')).acked, words, `of-${id}`);
  }
  await createSides(db, [{ name: 'train', share: 1 }]);
  const comparable = async () => {
    const rows = await db
      .selectFrom('dataset_bands as band')
      .innerJoin('backend_messages as message', 'message.id', 'band.root')
      .select('message.frontend_message_id as name')
      .distinct()
      .orderBy('name')
      .execute();
    return rows.map(({ name }) => name);
  };
  expect(await comparable()).toEqual(['of-ada', 'of-ben']);
  const erased = await backend.call('DELETE', '/api/v1/extensions/personal-data/discord/ada');
  expect(erased.body).toEqual({ texts: 1 });
  expect(await comparable()).toEqual(['of-ben']);
  await db.destroy();
});
