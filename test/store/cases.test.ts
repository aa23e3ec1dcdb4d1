import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import {
  decide,
  findCase,
  markShown,
  noteRemoval,
  noteReport,
  reopen,
  reportsOn,
  staleCases,
} from '../../src/store/cases.ts';
import { databases, memoryDatabase } from '../support/database.ts';
import { statementsOf } from '../support/statements.ts';

const report = { messageId: 'm', personId: '7', words: 'Rude.', labels: ['spam'], madeAt: 1 };

describe.each(databases)('on $name', ({ open }) => {
  test('a report opens one case a message, and keeps the last words of each person', async () => {
    const db = await open();
    await noteReport(db, report, 1);
    await noteReport(db, { ...report, words: 'Very rude.' }, 2);
    await noteReport(db, { ...report, personId: '8', words: '' }, 3);
    const [known, ...others] = await staleCases(db, 10);
    expect(others).toEqual([]);
    expect(known).toMatchObject({ message_id: 'm', version: 3, decision: null });
    expect(known?.id).toMatch(/^[0-9a-f]{16}$/);
    const said = (await reportsOn(db, 'm', 10)).map(({ personId, words }) => [personId, words]);
    expect(said).toEqual([
      ['8', ''],
      ['7', 'Very rude.'],
    ]);
  });

  test('of two decisions about the same version one is written, and none over a new report', async () => {
    const db = await open();
    await noteReport(db, report, 1);
    const [known] = await staleCases(db, 1);
    const decision = { decision: 'keep' as const, by: '42', actId: undefined };
    if (!known) return expect.fail();
    const both = await Promise.all([decide(db, known, decision, 2), decide(db, known, decision, 2)]);
    expect(both.filter(Boolean)).toHaveLength(1);
    await noteReport(db, { ...report, personId: '8' }, 3);
    const now = await findCase(db, known.id);
    expect(now).toMatchObject({ decision: null, decided_by: null });
    expect(await reopen(db, known, '42')).toBe(false);
  });

  test('a case that changed while it was brought into the channels is brought there again', async () => {
    const db = await open();
    await noteReport(db, report, 1);
    const [known] = await staleCases(db, 1);
    if (!known) return expect.fail();
    await noteReport(db, { ...report, personId: '8' }, 2);
    expect(await markShown(db, known)).toBe(false);
    expect(await staleCases(db, 1)).toHaveLength(1);
    expect(await markShown(db, { ...known, version: 2 })).toBe(true);
    expect(await staleCases(db, 1)).toEqual([]);
  });

  test('a removal by the rules is heard of once, and does not come back after an undo', async () => {
    const db = await open();
    const removal = { messageId: 'm', actId: 'a', decision: 'delete' as const };
    await noteRemoval(db, removal, 1);
    const [known] = await staleCases(db, 1);
    if (!known) return expect.fail();
    expect(known).toMatchObject({ decision: 'delete', decided_by: 'automatic', act_id: 'a' });
    expect(await reopen(db, known, '42')).toBe(true);
    await noteRemoval(db, removal, 2);
    expect(await findCase(db, known.id)).toMatchObject({ decision: null, undone_by: '42' });
  });

  test('a report that was made before the rules removed its message leaves it removed, and a later one does not', async () => {
    const db = await open();
    await noteReport(db, report, 1);
    await noteRemoval(db, { messageId: 'm', actId: 'a', decision: 'stop' }, 2);
    await noteReport(db, { ...report, personId: '8', madeAt: 2 }, 3);
    const [removed] = await staleCases(db, 1);
    const decided = { decision: 'stop', act_id: 'a', decided_by: 'automatic', decided_at: 2 };
    expect(removed).toMatchObject({ version: 3, ...decided });
    await noteReport(db, { ...report, personId: '9', madeAt: 3 }, 4);
    const undecided = { decision: null, act_id: null, decided_by: null, decided_at: null };
    expect(await staleCases(db, 2)).toEqual([{ ...removed, ...undecided, version: 4 }]);
  });
});

test('10,000 open cases are not read to find those that are to be shown, nor to add one', async () => {
  const db = await memoryDatabase();
  await sql`with recursive n(i) as (select 1 union all select i + 1 from n where i < 10000)
    insert into cases (id, message_id, version, stale, created_at) select 'c' || i, 'm' || i, 1, 0, i from n`.execute(
    db,
  );
  await noteReport(db, { ...report, messageId: 'm500' }, 20_000);
  const asked = await statementsOf(() => staleCases(db, 20));
  expect(asked).toHaveLength(1);
  const plan = async (statement: string) => {
    const { rows } = await sql<{
      detail: string;
    }>`${sql.raw(`explain query plan ${statement.replaceAll('?', '1')}`)}`.execute(db);
    return rows.map(({ detail }) => detail).join('\n');
  };
  expect(await plan(asked[0] ?? '')).toContain('USING INDEX cases_stale');
  expect(await plan("select * from case_reports where message_id = 'm500'")).toContain('USING INDEX');
  expect((await staleCases(db, 20)).map(({ message_id }) => message_id)).toEqual(['m500']);
  await db.destroy();
});
