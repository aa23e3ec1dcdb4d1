import { setImmediate as round } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { CROWD, createTurns } from '../../src/discord/turns.ts';

/** Asks for turns in this order, and tells who has begun. */
function crowd(...asking: [name: string, urgent: boolean][]) {
  const turns = createTurns();
  const begun: string[] = [];
  for (const [name, urgent] of asking) void turns.mine(urgent).then(() => begun.push(name));
  return { turns, begun };
}

test('one begins at once, and one more in each round of the event loop', async () => {
  const { begun } = crowd(['a', false], ['b', false], ['c', false]);
  await Promise.resolve();
  expect(begun).toEqual(['a']);
  await round();
  expect(begun).toEqual(['a', 'b']);
  await round();
  expect(begun).toEqual(['a', 'b', 'c']);
});

test('what is urgent goes before what is not, each in the order it came', async () => {
  const { begun } = crowd(['a', false], ['b', false], ['x', true], ['y', true]);
  for (let turn = 0; turn < 4; turn += 1) await round();
  expect(begun).toEqual(['a', 'x', 'y', 'b']);
});

test('when all have begun, the next one does so at once again', async () => {
  const { turns, begun } = crowd(['a', false], ['b', false]);
  for (let turn = 0; turn < 3; turn += 1) await round();
  void turns.mine(false).then(() => begun.push('c'));
  await Promise.resolve();
  expect(begun).toEqual(['a', 'b', 'c']);
});

test('whoever comes when many wait already is told so at once, whether urgent or not', () => {
  const turns = createTurns();
  const told: number[] = [];
  for (let index = 0; index < CROWD + 3; index += 1) void turns.mine(index % 2 === 0, () => told.push(index));
  expect(told).toEqual([CROWD + 1, CROWD + 2]); // the first one has begun, and does not wait
});
