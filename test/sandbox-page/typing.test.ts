import { expect, test } from 'vitest';
import { writes } from '../../sandbox/page/typing.ts';

const press = (key: string, held: object = {}) =>
  writes({ key, ctrlKey: false, metaKey: false, altKey: false, ...held });

test.each(['a', 'Z', '/', 'ß', '😀', '7'])('%s writes', (key) => expect(press(key)).toBe(true));

test.each(['Enter', 'Escape', 'Tab', 'ArrowUp', 'PageDown', 'F5', 'Shift', ' '])('%j does not', (key) =>
  expect(press(key)).toBe(false),
);

test('shortcuts do not write, but pasting does', () => {
  expect([
    press('c', { ctrlKey: true }),
    press('f', { metaKey: true }),
    press('d', { altKey: true }),
  ]).toEqual([false, false, false]);
  expect([press('v', { ctrlKey: true }), press('v', { metaKey: true })]).toEqual([true, true]);
});
