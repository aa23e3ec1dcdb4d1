import { expect, test } from 'vitest';
import { createLabelReader } from '../../../src/backend/messages/stored-labels.ts';

test('labels that many say alike are read once, and others as they are', () => {
  const read = createLabelReader();
  const first = read({ labels: '{"quality":0.75}' });
  expect(first).toEqual({ quality: 0.75 });
  expect(read({ labels: '{"quality":0.75}' })).toBe(first);
  for (let index = 0; index < 1_500; index += 1)
    expect(read({ labels: `{"quality":${index}}` })).toEqual({ quality: index });
  expect(read({ labels: '{"quality":0.75}' })).toEqual(first);
});

test('what is no labels is refused however often it is read', () => {
  const read = createLabelReader();
  for (const _turn of [1, 2]) expect(() => read({ labels: '{"quality":"good"}' })).toThrow();
});
