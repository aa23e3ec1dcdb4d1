import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nothingWritten } from '../../src/dataset/export/account.ts';
import { writeToFile, writeToStream } from '../../src/dataset/export/output.ts';
import { createProgress } from '../../src/dataset/export/progress.ts';
import { DatasetError } from '../../src/dataset/failures.ts';
import { splitLines } from '../../src/dataset/import/lines.ts';
import { notNoted } from '../../src/store/unfinished.ts';
import { freshFolder } from '../support/folder.ts';

test('lines are the same however the bytes are cut', async () => {
  const content = fc.array(
    fc.oneof(fc.constantFrom('', ' ', 'ä', '𝄞', '\r'), fc.string({ unit: 'grapheme' })),
  );
  await fc.assert(
    fc.asyncProperty(content, fc.array(fc.nat(40)), async (parts, cuts) => {
      const lines = parts.map((part) => part.replaceAll('\n', ''));
      const bytes = new TextEncoder().encode(lines.join('\n'));
      const found = await Array.fromAsync(splitLines(pieces(bytes, cuts)));
      const expected = lines
        .map((text, index) => ({ number: index + 1, text: text.replace(/^\ufeff/, '') }))
        .filter(({ text }) => text.trim() !== '');
      expect(found).toEqual(expected);
    }),
    { seed: 5 },
  );
});

async function* pieces(bytes: Uint8Array, cuts: readonly number[]) {
  let start = 0;
  for (const size of cuts) {
    yield bytes.subarray(start, start + size);
    start += size;
  }
  yield bytes.subarray(start);
}

test('a line that is not UTF-8 is told, one without end is refused', async () => {
  const broken = Buffer.concat([Buffer.from('a\n'), Buffer.from([0xff, 0x0a]), Buffer.from('b')]);
  const lines = await Array.fromAsync(splitLines(pieces(broken, [])));
  expect(lines.map(({ text }) => text)).toEqual(['a', undefined, 'b']);
  async function* endless() {
    for (;;) yield Buffer.alloc(1024 * 1024, 0x20);
  }
  await expect(Array.fromAsync(splitLines(endless()))).rejects.toThrow('Line 1 is longer than 16 MiB.');
});

test('nothing more is made while whoever reads is busy', async () => {
  let made = 0;
  async function* chunks() {
    for (; made < 1_000; made += 1) yield 'x'.repeat(1_000);
  }
  let taken = () => {};
  const first = new Promise<void>((resolve) => {
    taken = resolve;
  });
  const busy = new Writable({ highWaterMark: 1, write: () => taken() }); // never asks for more
  const stop = new AbortController();
  const writing = writeToStream(chunks(), busy, stop.signal);
  await first;
  stop.abort();
  await expect(writing).rejects.toThrow(DatasetError);
  expect(made).toBeLessThan(10);
});

test('an export that is stopped leaves no file, whole or half', async () => {
  const folder = await freshFolder();
  const stop = new AbortController();
  async function* chunks() {
    yield 'one\n';
    stop.abort();
    yield 'two\n';
  }
  const writing = writeToFile(chunks(), join(folder, 'out.jsonl'), {
    force: false,
    signal: stop.signal,
    unfinished: notNoted,
  });
  await expect(writing).rejects.toThrow('stopped before the end');
  expect(await readdir(folder)).toEqual([]);
});

test('a file that appears while an export runs is not overwritten', async () => {
  const folder = await freshFolder();
  const file = join(folder, 'out.jsonl');
  const { signal } = new AbortController();
  async function* chunks() {
    yield 'late\n';
    await writeToFile(quick(), file, { force: false, signal, unfinished: notNoted });
  }
  async function* quick() {
    yield 'early\n';
  }
  await expect(writeToFile(chunks(), file, { force: false, signal, unfinished: notNoted })).rejects.toThrow(
    'there already',
  );
  expect(await readdir(folder)).toEqual(['out.jsonl']);
});

test('a file with nothing in it is replaced without being asked, but not once it has something', async () => {
  const file = join(await freshFolder(), 'out.jsonl');
  const options = { force: false, signal: new AbortController().signal, unfinished: notNoted };
  await writeToFile([], file, options);
  await writeToFile(['{"a":1}\n'], file, options);
  expect(await readFile(file, 'utf8')).toBe('{"a":1}\n');
  await expect(writeToFile(['{"b":2}\n'], file, options)).rejects.toThrow('there already');
  expect(await readFile(file, 'utf8')).toBe('{"a":1}\n');
});

test('progress is shown on a terminal, now and then, and taken away; elsewhere not at all', () => {
  for (const isTTY of [true, false]) {
    let time = 0;
    let written = '';
    const progress = createProgress({ isTTY, write: (text) => (written += text) }, () => time);
    for (time = 0; time < 1_000; time += 50) progress.show({ ...nothingWritten(), messages: 12_345 });
    progress.clear();
    const shown = written.split('\r').filter((line) => line.includes('12,345 messages'));
    expect(shown).toHaveLength(isTTY ? 5 : 0);
    expect(written.endsWith(isTTY ? '\r\u001b[K' : '')).toBe(true);
  }
});
