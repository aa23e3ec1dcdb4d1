import { expect, test } from 'vitest';
import { filesOf } from '../../src/dataset/in-process.ts';
import { memoryDatabase } from '../support/database.ts';
import { putPeople, putTree } from './support/collection.ts';

const place = { dataDir: 'nowhere', url: undefined };
const pairs = (...filters: string[]) => ({ format: 'pairs', filters });

test('an export that has nothing to rank by is refused before it begins, and others are made', async () => {
  const db = await memoryDatabase();
  await putPeople(db, [{}, {}]);
  const replies = [0, 1].map((rank) => ({ parent: 0, text: `reply ${rank}`, synthetic: true, rank }));
  await putTree(db, 0, { messages: [{ text: 'Why?' }, ...replies] });
  const files = filesOf(db, place, () => 0);
  const refused = await files.exportLines(pairs('--rank-by=model'));
  expect(refused).toMatchObject({ problem: expect.stringContaining('would rank by nothing') });
  const made = await files.exportLines(pairs());
  if ('problem' in made) throw new Error(made.problem);
  expect(await Array.fromAsync(made.lines)).toHaveLength(1);
  expect(made.written()).toBe(1);
  expect(await files.exportLines(pairs('--split=a=1'))).toEqual({
    problem: '--split=a=1 is for the command line only.',
  });
  await db.destroy();
});

test('others have their turn after every ten trees of an export beside a bot', async () => {
  const db = await memoryDatabase();
  await putPeople(db, [{}]);
  for (let index = 0; index < 25; index += 1)
    await putTree(db, index, { messages: [{ text: `Why ${index}?` }] });
  const made = await filesOf(db, place, () => 0).exportLines({ format: 'messages', filters: [] });
  if ('problem' in made) throw new Error(made.problem);
  const turns = { taken: 0, running: true };
  const take = () => {
    turns.taken += 1;
    if (turns.running) setImmediate(take);
  };
  setImmediate(take);
  const chunks: { lines: number; turns: number }[] = [];
  for await (const chunk of made.lines)
    chunks.push({ lines: chunk.trimEnd().split('\n').length, turns: turns.taken });
  turns.running = false;
  expect(chunks.map(({ lines }) => lines)).toEqual([10, 10, 5]);
  const [first = 0, second = 0, third = 0] = chunks.map((chunk) => chunk.turns);
  expect(first).toBeLessThan(second);
  expect(second).toBeLessThan(third);
  await db.destroy();
});
