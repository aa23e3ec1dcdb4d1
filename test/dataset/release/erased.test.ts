// Somebody is erased between two releases, as the bot has the backend do it.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { expect, test } from 'vitest';
import { createBackend } from '../../../src/backend/backend.ts';
import { trustedKey } from '../../../src/backend/keys/clients.ts';
import { OasstClient } from '../../../src/oasst/client.ts';
import { inProcess } from '../../../src/oasst/in-process.ts';
import { forgetThere } from '../../../src/people/erasure/steps.ts';
import { openDatabase } from '../../../src/store/database.ts';
import { emptyTexts, forgetSessions } from '../../../src/tasks/session/erase.ts';
import { freshFolder } from '../../support/folder.ts';
import { messageId, personId, putPeople, putTree } from '../support/collection.ts';
import { data } from '../support/command.ts';
import { putSummaries } from '../support/summaries.ts';
import { type Db, parsed } from '../support/text.ts';

const GONE = 1; // of the people
const formats = 'messages,trees,sft,pairs,kto,prompts,rankings,annotations,summaries,summary_pairs';

async function within(cwd: string, change: (db: Db) => Promise<unknown>) {
  const db = await openDatabase({ dataDir: join(cwd, 'data') });
  await change(db);
  await db.destroy();
}

async function erase(db: Db) {
  const app = createBackend({
    db,
    now: Date.now,
    random: Math.random,
    keys: [trustedKey('k')],
    log: { error: () => expect.unreachable() },
  });
  const fetch: typeof globalThis.fetch = async (input, init) => app.request(new Request(input, init));
  const oasst = new OasstClient({ url: 'http://embedded', key: 'k', fetch, carriedBy: inProcess });
  const who = { ids: [String(GONE)], mode: 'erase', texts: [] } as const;
  await forgetThere({ db, oasst, forgetSessions, emptyTexts }, who, Date.now());
}

/** All that is in the files of a folder, those of Parquet as JSON. */
async function allIn(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  const texts = files.map(async (file) => {
    if (!file.endsWith('.parquet')) return await readFile(file, 'utf8');
    const rows = await parquetReadObjects({ file: await asyncBufferFromFile(file) });
    return JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? Number(value) : value));
  });
  return (await Promise.all(texts)).join('\n');
}

test('who is erased between two releases has tombstones in the second, and is nowhere else in it', async () => {
  const cwd = await freshFolder();
  await within(cwd, async (db) => {
    await putPeople(db, [{}, {}, {}]);
    await putTree(db, 0, {
      messages: [
        {
          text: 'Who named the moons of Jupiter?',
          rankings: [
            [1, 2],
            [1, 2],
          ],
          labels: [{ quality: 1 }, { quality: 0.25 }],
          emojis: ['+1', '-1'],
        },
        { parent: 0, text: 'OURS: Simon Marius.', author: GONE, rank: 0 },
        { parent: 0, text: 'Galileo.', author: 2, rank: 1 },
        { parent: 2, text: 'And of Saturn?' },
      ],
    });
    await putTree(db, 1, {
      messages: [
        { text: 'OURS: How do violins sing?', author: GONE },
        { parent: 0, text: 'Below' },
      ],
    });
    await putSummaries(db, [
      { text: 'OURS: good', author: GONE, ratings: [1, 5] },
      { text: 'bad', author: 0, ratings: [1, 5] },
    ]);
  });
  const release = (folder: string, ...more: string[]) =>
    data(['export', folder, '--release', '--state', 'all', '--events', '--format', formats, ...more], {
      cwd,
    });
  expect((await release('first')).code).toBe(0);
  const before = await allIn(join(cwd, 'first'));
  const lost = [messageId(0, 1), messageId(1, 0)];
  for (const trace of ['OURS', personId(GONE), ...lost]) expect(before).toContain(trace);

  await within(cwd, erase);
  expect(await release('second', '--previous', 'first')).toMatchObject({ code: 0 });
  const after = await allIn(join(cwd, 'second'));
  for (const trace of ['OURS', personId(GONE), ...lost, 'Person 1']) expect(after).not.toContain(trace);
  for (const trace of ['Galileo.', personId(2), messageId(0, 0)]) expect(after).toContain(trace);
  const stones = parsed(await readFile(join(cwd, 'second', 'tombstones.jsonl'), 'utf8'));
  const hashed = (kind: string, id: string) => ({
    kind,
    sha256: createHash('sha256').update(`${kind}:${id}`).digest('hex'),
  });
  expect(stones).toEqual(expect.arrayContaining(lost.map((id) => hashed('message', id))));
  expect(stones.filter(({ kind }) => kind === 'summary')).toHaveLength(1);
});
