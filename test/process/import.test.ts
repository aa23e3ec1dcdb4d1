import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { waitFor } from '../support/wait-for.ts';
import { killable } from './killable.ts';

const PROMPTS = 4_000;

function within<T>(dataDir: string, work: (db: DatabaseSync) => T): T {
  const db = new DatabaseSync(join(dataDir, 'bot.sqlite'), { timeout: 5_000 });
  try {
    return work(db);
  } finally {
    db.close();
  }
}

const stored = (db: DatabaseSync) =>
  Number(db.prepare('select count(distinct text) as n from backend_messages').get()?.n);

test('an import whose process is killed half-way is brought to its end by the next, and nothing is there twice', async () => {
  const { sandbox, dataDir, start } = await killable({ people: [{ name: 'Owner', admin: true }] });
  const owner = sandbox.person('Owner');
  const first = await start();
  const all = Array.from({ length: PROMPTS }, (_, n) => `{"text":"Prompt number ${n}","lang":"en"}\n`).join(
    '',
  );
  await owner.command('import', { file: owner.attach('prompts.jsonl', all) });
  await owner.until(() => owner.buttons().includes('Import'));
  await owner.click('Import');
  await waitFor(() => within(dataDir, stored) > 0);
  first.kill();
  await first.ended;

  const half = within(dataDir, stored);
  expect(half).toBeGreaterThan(0);
  expect(half).toBeLessThan(PROMPTS);
  // as if the minute had passed after which a process is taken for dead
  within(dataDir, (db) => db.exec('update jobs set leased_until = 0'));
  await start();
  await owner.until(() => owner.text().includes('The import is done.'));
  expect(owner.text()).toContain(`New prompts: ${PROMPTS - half}`);
  expect(owner.text()).toContain(`Here already, left as they are: ${half}`);
  const counted = within(dataDir, (db) => db.prepare('select count(*) as n from backend_messages').get()?.n);
  expect(counted).toBe(PROMPTS);
  expect(within(dataDir, stored)).toBe(PROMPTS);
});
