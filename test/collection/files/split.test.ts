import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { inParts, type Part } from '../../../src/collection/files/split.ts';
import { seededRandom } from '../../support/random.ts';
import { fc } from '../../support/same-cases.ts';

async function* given(chunks: readonly string[]) {
  yield* chunks;
}

async function partsOf(chunks: readonly string[], limit: number): Promise<Part[]> {
  const parts: Part[] = [];
  for await (const part of inParts('trees.jsonl', given(chunks), limit)) parts.push(part);
  return parts;
}

const textIn = ({ file }: Part) => Buffer.from(file.data).toString();
const namesOf = (parts: readonly Part[]) => parts.map(({ file }) => file.name);

/** Lines that hardly shrink. */
function noise(lines: number): string[] {
  const random = seededRandom(3);
  return Array.from({ length: lines }, () => `${Array.from({ length: 20 }, random).join('')}\n`);
}

test('what fits comes as it is, in one file', async () => {
  const parts = await partsOf(['{"a":1}\n', '{"b":2}\n'], 16);
  expect(parts.map((part) => [part.file.name, part.isOnly, textIn(part)])).toEqual([
    ['trees.jsonl', true, '{"a":1}\n{"b":2}\n'],
  ]);
});

test('nothing makes no file', async () => {
  expect(await partsOf([], 100)).toEqual([]);
  expect(await partsOf([''], 100)).toEqual([]);
});

test('what is too large as it is comes compressed, in one file where that is enough', async () => {
  const alike = Array.from({ length: 100 }, () => `${'a'.repeat(99)}\n`);
  const parts = await partsOf(alike, 1_000);
  expect(namesOf(parts)).toEqual(['trees.jsonl.gz']);
  expect(parts[0]?.isOnly).toBe(true);
  expect(gunzipSync(parts[0]?.file.data ?? '').toString()).toBe(alike.join(''));
});

test('what is too large even so comes in numbered parts', async () => {
  const parts = await partsOf(noise(100), 10_000);
  expect(namesOf(parts)).toEqual(['trees-001.jsonl.gz', 'trees-002.jsonl.gz']);
  expect(parts.every(({ isOnly }) => !isOnly)).toBe(true);
});

test('a line that is larger than a part is refused in words', async () => {
  const line = noise(100).join('').replaceAll('\n', '');
  await expect(partsOf(['{}\n', `${line}\n`], 5_000)).rejects.toMatchObject({ key: 'files.too_big' });
});

describe('whatever the lines and the limit, parts', () => {
  const lines = fc.array(
    fc.string({ maxLength: 300 }).map((text) => `${JSON.stringify(text)}\n`),
    {
      minLength: 1,
      maxLength: 200,
    },
  );

  test('are small enough, hold whole lines, and make the whole when they are put together', async () => {
    await fc.assert(
      fc.asyncProperty(lines, fc.integer({ min: 2_500, max: 20_000 }), async (all, limit) => {
        const parts = await partsOf(all, limit);
        expect(parts.every(({ file }) => file.data.byteLength <= limit)).toBe(true);
        const packed = parts.some(({ file }) => file.name.endsWith('.gz'));
        const open = (data: Uint8Array) => (packed ? gunzipSync(data) : Buffer.from(data)).toString();
        expect(parts.every(({ file }) => open(file.data).endsWith('\n'))).toBe(true);
        expect(open(Buffer.concat(parts.map(({ file }) => file.data)))).toBe(all.join(''));
      }),
      { numRuns: 50 },
    );
  });
});
