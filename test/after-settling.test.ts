import { expect, test } from 'vitest';
import { afterSettling } from '../src/after-settling.ts';

test('a request leaves once all that it may rest on is kept for good', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const asked: unknown[] = [];
  const fetch = afterSettling(
    async (input) => {
      asked.push(input);
      return new Response('there');
    },
    () => promise,
  );
  const answer = fetch('http://backend.test/');
  await new Promise(setImmediate);
  expect(asked).toEqual([]);
  resolve();
  expect(await (await answer).text()).toBe('there');
  expect(asked).toEqual(['http://backend.test/']);
});

test('nothing leaves when the disk takes nothing', async () => {
  const asked: unknown[] = [];
  const fetch = afterSettling(
    async (input) => {
      asked.push(input);
      return new Response();
    },
    () => Promise.reject(new Error('EIO')),
  );
  await expect(fetch('http://backend.test/')).rejects.toThrow('EIO');
  expect(asked).toEqual([]);
});
