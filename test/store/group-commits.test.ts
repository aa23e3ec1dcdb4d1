import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { type GroupCommits, groupCommits } from '../../src/store/group-commits.ts';
import { onDisk } from '../../src/store/on-disk.ts';
import { transactLazily } from '../../src/store/transact-lazily.ts';
import { memoryDatabase } from '../support/database.ts';
import { freshFolder } from '../support/folder.ts';
import { type HeldDisk, heldDisk } from '../support/held-disk.ts';

async function commits(): Promise<{ disk: HeldDisk; groups: GroupCommits }> {
  const disk = heldDisk();
  return { disk, groups: groupCommits(await disk.openLog('unused'), disk.failed) };
}

/** Whether a promise has settled once all that can happen now has happened. */
async function isSettled(work: Promise<unknown>): Promise<boolean> {
  let settled = false;
  void work.then(
    () => {
      settled = true;
    },
    () => {
      settled = true;
    },
  );
  await new Promise(setImmediate);
  return settled;
}

test('with nothing committed there is nothing to wait for', async () => {
  const { disk, groups } = await commits();
  disk.hold();
  await groups.onDisk();
  groups.made();
  disk.release();
  await groups.onDisk();
  disk.hold();
  await groups.onDisk(); // all of it is there already
  expect(disk.syncs()).toBe(1);
});

test('nobody hears that a commit is on the disk before it is', async () => {
  const { disk, groups } = await commits();
  disk.hold();
  groups.made();
  const told = groups.onDisk();
  expect(await isSettled(told)).toBe(false);
  disk.release();
  await told;
});

test('what is committed while the disk is at work goes there the next time, once for all who wait', async () => {
  const { disk, groups } = await commits();
  disk.hold();
  groups.made();
  const first = groups.onDisk();
  const later = Array.from({ length: 100 }, () => {
    groups.made();
    return groups.onDisk();
  });
  disk.release();
  disk.hold();
  await first;
  expect(await isSettled(Promise.race(later))).toBe(false);
  disk.release();
  await Promise.all(later);
  expect(disk.syncs()).toBe(2);
});

test('a disk that has failed once is never believed again, and that is told once', async () => {
  const { disk, groups } = await commits();
  groups.made();
  disk.breakDown();
  await expect(groups.onDisk()).rejects.toThrow('EIO');
  groups.made();
  await expect(groups.onDisk()).rejects.toThrow('EIO');
  expect(disk.failures).toHaveLength(1);
  expect(disk.syncs()).toBe(1);
});

test('each statement that writes, each transaction and each that is lazy counts as a commit; what reads does not', async () => {
  const disk = heldDisk();
  const db = await openDatabase({ dataDir: await freshFolder(), groups: disk });
  onTestFinished(() => db.destroy());
  const add = (lang: string) => db.insertInto('backend_languages').values({ lang });
  const languages = db.selectFrom('backend_languages').select('lang');
  const syncsOf = async (work: Promise<unknown>) => {
    const before = disk.syncs();
    await work;
    await onDisk(db);
    return disk.syncs() - before;
  };
  await onDisk(db); // what opening it has written
  expect(await syncsOf(languages.execute())).toBe(0);
  expect(await syncsOf(add('de').execute())).toBe(1);
  expect(await syncsOf(add('en').returning('lang').executeTakeFirst())).toBe(1);
  expect(
    await syncsOf(db.transaction().execute((trx) => trx.deleteFrom('backend_languages').execute())),
  ).toBe(1);
  const lazily = transactLazily(db, (trx) =>
    trx.insertInto('backend_languages').values({ lang: 'fr' }).execute(),
  );
  expect(await syncsOf(lazily)).toBe(1);
  const two = Promise.all([add('pt').execute(), add('ru').execute()]);
  expect(await syncsOf(two)).toBe(1);
});

test('a database takes to the disk what nobody has asked for when it is closed', async () => {
  const disk = heldDisk();
  const db = await openDatabase({ dataDir: await freshFolder(), groups: disk });
  await db.insertInto('backend_languages').values({ lang: 'de' }).execute();
  const before = disk.syncs();
  await db.destroy();
  expect(disk.syncs() - before).toBe(1);
});

test('where each commit waits for the disk itself, there is nothing more to wait for', async () => {
  const db = await memoryDatabase();
  onTestFinished(() => db.destroy());
  await db.insertInto('backend_languages').values({ lang: 'de' }).execute();
  await onDisk(db);
});
