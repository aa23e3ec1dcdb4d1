// A file that was cut short, by a full disk or a broken download, brings nothing in.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { freshFolder } from '../support/folder.ts';
import { data } from './support/command.ts';

const lines = Array.from({ length: 400 }, (_, index) =>
  JSON.stringify({ text: `Prompt ${index * 7919}`, lang: 'en' }),
);
const packed = gzipSync(`${lines.join('\n')}\n`);
const table = await readFile(new URL('support/published.parquet', import.meta.url));

async function counted(cwd: string) {
  const db = await openDatabase({ dataDir: join(cwd, 'data') });
  const { count } = await db
    .selectFrom('backend_messages')
    .select(({ fn }) => fn.countAll().as('count'))
    .executeTakeFirstOrThrow();
  await db.destroy();
  return Number(count);
}

const shares = [0.02, 0.5, 0.9];
const cuts = (whole: Uint8Array) => [
  ...shares.map(
    (share) => [`${share * 100} %`, whole.subarray(0, Math.floor(whole.length * share))] as const,
  ),
  ['all but a byte', whole.subarray(0, -1)] as const,
];

describe.each([
  ['lines.jsonl.gz', packed, /^lines\.jsonl\.gz: the compressed data ends too early\.\n$/],
  ['table.parquet', table, /^table\.parquet: the Parquet file ends too early\.\n$/],
] as const)('of %s', (name, whole, said) => {
  test.each(cuts(whole))('%s is refused in words, and nothing of it is imported', async (_share, part) => {
    const cwd = await freshFolder();
    await writeFile(join(cwd, name), part);
    const done = await data(['import', name, '--skip-bad'], { cwd });
    expect(done.code).toBe(1);
    expect(done.stderr).toMatch(said);
    expect(await counted(cwd)).toBe(0);
  });
});
