import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openReplies, type Reply } from '../../../src/dataset/generate/replies-file.ts';
import { freshFolder } from '../../support/folder.ts';

const reply = (index: number): Reply => ({
  message_id: `r${index}`,
  parent_id: `p${index}`,
  model_name: 'm-1',
  text: `Because of 空 and\u2028${index}.`,
});

test('wherever a file was cut off, its whole lines are there, and what is added stands on lines of its own', async () => {
  const file = join(await freshFolder(), 'replies.jsonl');
  const whole = await openReplies(file);
  for (const index of [0, 1, 2]) await whole.add(reply(index));
  await whole.close();
  const bytes = await readFile(file);
  const ends = [...bytes.entries()].filter(([, byte]) => byte === 0x0a).map(([at]) => at);
  expect(ends).toHaveLength(3);
  for (let cut = 0; cut <= bytes.length; cut += 1) {
    await writeFile(file, bytes.subarray(0, cut));
    const opened = await openReplies(file);
    const complete = ends.filter((end) => end <= cut).length; // a line that lacks its end alone is whole
    expect(opened.before).toEqual([0, 1, 2].slice(0, complete).map(reply));
    await opened.add(reply(9));
    await opened.close();
    const lines = (await readFile(file, 'utf8')).split('\n');
    expect(lines.pop()).toBe('');
    expect(lines.map((line) => JSON.parse(line))).toEqual([...opened.before, reply(9)]);
  }
});

test('replies that are added at the same time do not get into each other', async () => {
  const file = join(await freshFolder(), 'replies.jsonl');
  const opened = await openReplies(file);
  const all = Array.from({ length: 50 }, (_, index) => ({ ...reply(index), text: 'x'.repeat(20_000) }));
  await Promise.all(all.map((one) => opened.add(one)));
  await opened.close();
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toEqual(all);
});

test.each(['/dev/null', '/dev/zero', '/dev/full'])('%s, which is no file, is refused', async (device) => {
  await expect(openReplies(device)).rejects.toThrow(
    `${device}: replies are kept in a file on a disk, which this is not; name another.`,
  );
});

test('a last line of more than a page of the disk is found and cut off', async () => {
  const file = join(await freshFolder(), 'replies.jsonl');
  const line = `${JSON.stringify(reply(0))}\n`;
  await writeFile(file, `${line}{"message_id":"${'x'.repeat(200_000)}`);
  const opened = await openReplies(file);
  await opened.close();
  expect([opened.before, await readFile(file, 'utf8')]).toEqual([[reply(0)], line]);
});
