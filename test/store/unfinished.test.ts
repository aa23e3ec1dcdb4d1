import { spawnSync } from 'node:child_process';
import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { clearDeadFiles, clearUnfinished } from '../../src/store/clear-unfinished.ts';
import { createUnfinished, type ProcessMark, thisProcess } from '../../src/store/unfinished.ts';
import { databases } from '../support/database.ts';
import { freshFolder } from '../support/folder.ts';
import { behindLock } from '../support/lock-wait.ts';

/** A process that is over. */
function dead(): ProcessMark {
  return { ...thisProcess(), pid: spawnSync(process.execPath, ['-e', '']).pid, beganAt: 1 };
}

async function folderOf(name: string): Promise<string> {
  const folder = join(await freshFolder(), name);
  await mkdir(join(folder, 'jsonl'), { recursive: true });
  await writeFile(join(folder, 'jsonl', 'lines'), 'What somebody wrote');
  return folder;
}

describe.each(databases)('what is being made, on $name', ({ open, name }) => {
  test('what a dead process was making is deleted, what one that goes on makes is not', async () => {
    const db = await open();
    const [ours, theirs, elsewhere] = [
      await folderOf('ours'),
      await folderOf('theirs'),
      await folderOf('far'),
    ];
    await createUnfinished(db).note(ours);
    await createUnfinished(db, dead()).note(theirs);
    await createUnfinished(db, { ...dead(), host: 'another machine' }).note(elsewhere);
    expect(await clearDeadFiles(db)).toEqual([]);
    expect(await readdir(join(ours, '..'))).toEqual(['ours']);
    expect(await readdir(join(theirs, '..'))).toEqual([]);
    expect(await readdir(join(elsewhere, '..'))).toEqual(['far']);
    const left = await db.selectFrom('unfinished_files').select('path').orderBy('path').execute();
    expect(left.map(({ path }) => path)).toEqual([ours, elsewhere].sort());
  });

  test('a process that has the number of one that died before is another one', async () => {
    const db = await open();
    const partial = await folderOf('partial');
    await createUnfinished(db, { ...thisProcess(), beganAt: 1 }).note(partial);
    expect(await clearDeadFiles(db)).toEqual([]);
    expect(await readdir(join(partial, '..'))).toEqual([]);
  });

  test('what was set aside gets its name back where nothing has it, and is deleted where something has', async () => {
    const db = await open();
    const [alone, replaced] = [await folderOf('.alone.old'), await folderOf('.replaced.old')];
    await mkdir(join(replaced, '..', 'replaced'));
    const made = createUnfinished(db, dead());
    await made.note(alone, join(alone, '..', 'alone'));
    await made.note(replaced, join(replaced, '..', 'replaced'));
    expect(await clearDeadFiles(db)).toEqual([]);
    expect(await readdir(join(alone, '..'), { recursive: true })).toContain(join('alone', 'jsonl', 'lines'));
    expect(await readdir(join(replaced, '..'), { recursive: true })).toEqual(['replaced']);
  });

  test('where somebody is forgotten, nothing is finished that was begun before, and nothing is left of it', async () => {
    const db = await open();
    const [partial, far] = [await folderOf('partial'), await folderOf('far')];
    const made = createUnfinished(db);
    await made.note(partial);
    const onAnother = createUnfinished(db, { ...dead(), host: 'another machine' });
    await onAnother.note(far);
    await onAnother.note('/where/only/another/machine/has/something');
    await clearUnfinished(db);
    expect(await readdir(join(partial, '..'))).toEqual([]);
    expect(await readdir(join(far, '..'))).toEqual([]); // both machines have it
    const giveNames = async () => expect.unreachable('it has no name');
    expect(await made.areStopped([partial])).toBe(true);
    expect(await made.complete([partial], giveNames)).toBe(false);
    const unseen = '/where/only/another/machine/has/something';
    expect(await onAnother.complete([unseen], giveNames)).toBe(false);
    expect(await clearDeadFiles(db, { ...thisProcess(), host: 'another machine' })).toEqual([]);
    expect(await db.selectFrom('unfinished_files').selectAll().execute()).toEqual([]);
    const later = await folderOf('later');
    await made.note(later);
    expect(await made.complete([later], async () => {})).toBe(true);
  });

  test('a fault while it is given its name leaves it noted', async () => {
    const db = await open();
    const made = createUnfinished(db);
    await made.note('partial');
    const fault = new Error('the disk is full');
    await expect(made.complete(['partial'], () => Promise.reject(fault))).rejects.toBe(fault);
    expect(await made.areStopped(['partial'])).toBe(false);
    await made.forget(['partial']);
    expect(await made.areStopped(['partial'])).toBe(true);
  });

  test.skipIf(name === 'SQLite')('who forgets and who finishes wait for each other', async () => {
    const db = await open();
    const partial = await folderOf('partial');
    const made = createUnfinished(db);
    await made.note(partial);
    const stopping = (tx: typeof db) => tx.updateTable('unfinished_files').set({ stopped: 1 }).execute();
    const finishing = () => made.complete([partial], () => expect.unreachable('it has no name'));
    expect(await behindLock(db, stopping, finishing)).toBe(false);
    await made.forget([partial]);

    await made.note(partial);
    const named = async (tx: typeof db) => {
      await tx.deleteFrom('unfinished_files').execute();
      await rename(partial, join(partial, '..', 'named'));
    };
    await behindLock(db, named, () => clearUnfinished(db));
    expect(await readdir(join(partial, '..'))).toEqual(['named']);
  });
});
