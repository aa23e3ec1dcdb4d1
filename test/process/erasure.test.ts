import { type FSWatcher, watch } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import type { Person } from '../../sandbox/driver/person.ts';
import { backUp } from '../../src/store/backup.ts';
import { bytesIn } from '../support/bytes-in.ts';
import type { BotProcess } from '../torture/bot/process.ts';
import { killable } from './killable.ts';

const PROMPT = 'Which of the two lighthouses on the northern coast is the older one?';
const DRAFT = 'And which of them may be visited in the winter?';
const NAME = 'Ada of the Lighthouses';

async function contribute(ada: Person) {
  await ada.command('task', { type: 'initial_prompt' });
  await ada.click('I agree');
  await ada.until(() => ada.buttons().includes('Skip the tutorial'));
  await ada.click('Skip the tutorial');
  await ada.until(() => ada.buttons().includes('Answer'));
  await ada.click('Answer');
  await ada.submit({ 'Your text': PROMPT });
  await ada.click('Send');
  await ada.until(() => ada.text().includes('Saved'));
  await ada.click('Next task');
  await ada.until(() => ada.buttons().includes('Answer'));
  await ada.click('Answer');
  await ada.submit({ 'Your text': DRAFT });
}

/** Begins to delete everything; the process may die before it answers. */
async function begin(ada: Person) {
  await ada.command('privacy');
  await ada.until(() => ada.buttons().includes('Delete everything'));
  await ada.click('Delete everything');
  return () => ada.submit({ 'Type DELETE to confirm': 'DELETE' }).catch(() => undefined);
}

/** SIGKILL at the n-th change of a file in the folder; resolves with the process. */
function killAt(bot: BotProcess, folder: string, file: RegExp, n: number): FSWatcher {
  let left = n;
  return watch(folder, (_event, name) => {
    if (!name || !file.test(name)) return;
    left -= 1;
    if (left <= 0) bot.kill();
  });
}

function erasures(dataDir: string): number {
  const db = new DatabaseSync(join(dataDir, 'bot.sqlite'), { readOnly: true });
  try {
    return Number(db.prepare('select count(*) as n from erasures').get()?.n);
  } finally {
    db.close();
  }
}

test.each([
  ['the first rows go', /-wal$/, 6],
  ['the tree is emptied', /-wal$/, 14],
  ['a backup is being rewritten', /\.erasing/, 1],
  ['the file is written anew', /-wal$/, 40],
])('killed when %s, it is finished by the next process, and not a byte is left', async (_when, file, n) => {
  const { sandbox, dataDir, start } = await killable({ people: [{ name: NAME }] });
  const ada = sandbox.person(NAME);
  const first = await start();
  await contribute(ada);
  await backUp(dataDir, join(dataDir, 'monday.sqlite'));
  const traces = [PROMPT, DRAFT, ada.id, NAME];
  expect(await bytesIn(dataDir, traces)).toEqual(traces);
  const submit = await begin(ada);
  const killer = killAt(first, dataDir, file, n);
  const submitted = submit();
  await Promise.race([first.ended, submitted]);
  killer.close();
  first.kill();
  await first.ended;
  await submitted;

  const second = await start();
  // a call that was under way when the process died is waited for until its lease is over
  await expect.poll(() => erasures(dataDir), { interval: 100 }).toBe(0);
  if ((await bytesIn(dataDir, [ada.id])).length > 0) {
    // it died before the wish was stored, and the form is still open where nobody answered
    if (ada.modal) await ada.cancel();
    await (await begin(ada))();
    await ada.until(() => ada.text().includes('Everything about you is deleted'));
  }
  second.stop();
  await second.ended;
  expect(await bytesIn(dataDir, traces)).toEqual([]);
  const backup = new DatabaseSync(join(dataDir, 'monday.sqlite'), { readOnly: true });
  expect(backup.prepare('select count(*) as n from backend_messages').get()).toEqual({ n: 1 });
  backup.close();
});
