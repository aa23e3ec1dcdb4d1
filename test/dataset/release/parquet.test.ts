import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parquetMetadata } from 'hyparquet';
import { expect, test } from 'vitest';
import { fileSource } from '../../../src/dataset/import/source.ts';
import { createParquetFile } from '../../../src/dataset/release/parquet-file.ts';
import type { Feature } from '../../../src/dataset/schemas/features.ts';
import { freshFolder } from '../../support/folder.ts';

const text: Feature = { _type: 'Value', dtype: 'string' };
const columns: Record<string, Feature> = {
  text,
  number: { _type: 'Value', dtype: 'int64' },
  mean: { _type: 'Value', dtype: 'float64' },
  is: { _type: 'Value', dtype: 'bool' },
  turns: [{ role: text, content: text }],
  labels: {
    spam: { value: { _type: 'Value', dtype: 'float64' }, count: { _type: 'Value', dtype: 'int64' } },
  },
  none: text,
};

async function written(rows: readonly object[], of = columns): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  const file = createParquetFile(of, async (piece) => void pieces.push(piece));
  await file.add(rows.slice(0, 3));
  await file.add(rows.slice(3));
  await file.finish();
  return Buffer.concat(pieces);
}

async function readBack(bytes: Buffer): Promise<unknown[]> {
  const file = join(await freshFolder(), 'x.parquet');
  await writeFile(file, bytes);
  const lines = await Array.fromAsync(fileSource(file).lines());
  return lines.map(({ text: line }) => JSON.parse(line ?? ''));
}

/** Whatever order the fields have. */
const inOrder = (one: unknown) => JSON.stringify(Object.entries(one ?? {}).sort());

const row = (index: number) => ({
  text: index % 2 ? '' : `naïve 🦜 ${index}`,
  number: index % 3 ? index : null,
  mean: index / 7,
  is: index % 2 === 0,
  turns: Array.from({ length: index % 4 }, (_, at) => ({ role: 'user', content: `${index}/${at}` })),
  labels: index % 5 ? { spam: { value: index % 2 ? null : 0.5, count: index } } : null,
  none: null,
});

test('rows come back as they were, nested, empty and null, over several groups', async () => {
  const rows = Array.from({ length: 12_003 }, (_, index) => row(index));
  const back = await readBack(await written(structuredClone(rows)));
  // the reader gives a struct that is null as one that is missing, which an import takes for the same
  const expected = rows.map(({ labels, ...rest }) => ({ ...rest, ...(labels ? { labels } : {}) }));
  expect(back.map(inOrder)).toEqual(expected.map(inOrder));
});

test('a 64-bit number that no number holds is read as a text of its digits', async () => {
  const numbers = [1_477_636_521_984_000_047n, -(2n ** 63n), 9_007_199_254_740_991n];
  const back = await readBack(await written(numbers.map((number, index) => ({ ...row(index), number }))));
  const expected = ['1477636521984000047', '-9223372036854775808', 9_007_199_254_740_991];
  expect(back.map((one) => Object(one).number)).toEqual(expected);
});

test('a file without rows can be read, and the same rows make the same bytes', async () => {
  expect(await readBack(await written([]))).toEqual([]);
  const rows = Array.from({ length: 20 }, (_, index) => row(index));
  expect((await written(rows)).equals(await written(rows))).toBe(true);
});

test('of trees no bounds are noted, which would be whole trees and held until the file is finished', async () => {
  const of: Record<string, Feature> = { id: text, tree: { _type: 'Value', dtype: 'json' } };
  const rows = Array.from({ length: 500 }, (_, at) => ({ id: `${at}`, tree: { text: 'x'.repeat(at) } }));
  const bytes = await written(rows, of);
  const { buffer, byteOffset, length } = bytes;
  const { row_groups } = parquetMetadata(buffer.slice(byteOffset, byteOffset + length) as ArrayBuffer);
  const bounded = row_groups.map((group) =>
    group.columns.flatMap(({ meta_data }) => (meta_data?.statistics ? meta_data.path_in_schema : [])),
  );
  expect(bounded).toEqual([['id'], ['id'], ['id']]);
});
