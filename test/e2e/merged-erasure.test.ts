import { expect, test } from 'vitest';
import { checkCollection } from '../backend/support/invariants.ts';
import { bytesIn } from '../support/bytes-in.ts';
import { dump } from '../support/dump.ts';
import { DRAFT, merged, NEW, OLD, OTHERS } from '../support/merged.ts';

test.each(['fresh', 'old'] as const)(
  'who deletes everything by one (%s) of two ids that were made one is gone under both, from the backup as well',
  async (which) => {
    const { db, dataDir, ids, names, other, ...people } = await merged();
    const person = people[which];
    const traces = [OLD, NEW, DRAFT, ...ids, ...names];
    expect(await bytesIn(dataDir, traces)).toEqual(traces);
    await person.command('privacy');
    await person.click('Delete everything');
    await person.submit({ 'Type DELETE to confirm': 'DELETE' });
    expect(person.text()).toContain('Everything about you is deleted');
    expect(await bytesIn(dataDir, traces)).toEqual([]);
    const left = await dump(db);
    for (const trace of traces) expect(left).not.toContain(trace);
    await checkCollection(db);
    expect(left).toContain(OTHERS);
    expect(left).toContain(other.id);
    for (const one of [people.old, people.fresh]) {
      await one.command('task');
      expect(one.buttons()).toEqual(['I agree', 'No thanks']);
    }
  },
);

test('what is kept without a name leads to neither of two ids that were made one', async () => {
  const { db, dataDir, ids, names, fresh } = await merged();
  await fresh.command('privacy');
  await fresh.click('Withdraw consent');
  await fresh.click('Keep it without my name');
  expect(fresh.text()).toContain('Your name and ids are taken off');
  expect(await bytesIn(dataDir, [...ids, ...names, DRAFT])).toEqual([]);
  const texts = await db.selectFrom('backend_messages').select('text').orderBy('text').execute();
  expect(texts).toEqual([{ text: NEW }, { text: OLD }, { text: OTHERS }]);
  await checkCollection(db);
});
