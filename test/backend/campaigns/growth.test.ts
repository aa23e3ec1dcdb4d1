import { type CompiledQuery, type Kysely, sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { defaults } from '../../../src/backend/settings/settings.ts';
import { countAvailable } from '../../../src/backend/tasks/availability.ts';
import { promptsToCompare } from '../../../src/backend/tasks/available/prompts.ts';
import { searchFor } from '../../../src/backend/tasks/available/search.ts';
import { availableWorkOf, lonelyMessages } from '../../../src/backend/tasks/available/work.ts';
import { adoptMessages } from '../../../src/backend/trees/adopt-messages.ts';
import type { Schema } from '../../../src/store/schema.ts';
import { databases } from '../../support/database.ts';
import { NOW } from '../../support/stored.ts';
import { OPEN_LANG, openTypes, openWork } from '../support/open-work.ts';
import { noting, planOf, rowsOf } from '../support/plans.ts';

const ID = 'c0000000-0000-4000-8000-000000000000';
const settings = { ...defaults, rankInitialPrompts: true };
const search = searchFor(settings, { userId: 'somebody', lang: OPEN_LANG, campaignId: ID, now: NOW });

async function addCampaign(db: Kysely<Schema>): Promise<void> {
  const open = { mix: null, goal_of: null, goal: null, opens_at: null, closes_at: null };
  await db
    .insertInto('backend_campaigns')
    .values({
      ...{ id: ID, name: 'Kitchen', name_key: 'kitchen', topic: 'Food.', languages: '[]', ...open },
      ...{ role_id: '77', role_guild_id: '11', created_at: 0, ended_at: null },
    })
    .execute();
}

/** Everything that is asked when somebody in the campaign wants work, of each kind and of none. */
async function askedBy(db: Kysely<Schema>): Promise<{ asked: CompiledQuery[]; found: unknown[] }> {
  const asked: CompiledQuery[] = [];
  const noted = noting(db, asked);
  const found: unknown[] = [];
  for (const type of openTypes) found.push(await availableWorkOf[type].pick(noted, search, () => 0.5));
  found.push(await lonelyMessages.pick(noted, search, () => 0.5));
  found.push(await promptsToCompare(noted, search, 5, () => 0.5));
  found.push(await countAvailable({ settings }, noted, search));
  return { asked, found };
}

/** Nobody makes statistics for SQLite but tests: a process that was started anew has none. */
async function forgetStatistics(db: Kysely<Schema>): Promise<void> {
  await sql`delete from sqlite_stat1`.execute(db);
  await sql`analyze sqlite_schema`.execute(db); // reads them again
}

const tables = ['backend_messages', 'backend_trees'] as const;

describe.each(databases)('in a campaign on $name', ({ name, open }) => {
  test.each([100, 2_000])(
    'with nothing open none of the %d messages of each type that wait in its language is looked at',
    async (waiting) => {
      const db = await open();
      await addCampaign(db);
      await openWork(db, waiting);
      const { asked, found } = await askedBy(db);
      const nothing = { assistant_reply: 0, label_assistant_reply: 0, rank_initial_prompts: 0 };
      expect(found).toMatchObject([undefined, undefined, undefined, undefined, [], nothing]);
      for (const query of asked)
        if (name === 'SQLite') {
          const steps = (await planOf(db, query)).filter((step) =>
            /(backend_messages|backend_trees) USING/.test(step),
          );
          expect(steps.filter((step) => !/campaign_id=\?/.test(step))).toEqual([]);
          expect(steps.length).toBeGreaterThan(0);
        } else
          for (const table of tables)
            expect({ table, rows: await rowsOf(db, query, table) }).toEqual({ table, rows: 0 });
    },
  );

  test('its own is found by looking at the first of it, however much waits there and beside it', async () => {
    const db = await open();
    await addCampaign(db);
    await openWork(db, 1_000);
    await openWork(db, 1_000, ID);
    if (name === 'SQLite') await forgetStatistics(db);
    for (const type of openTypes) {
      const asked: CompiledQuery[] = [];
      const id = await availableWorkOf[type].pick(noting(db, asked), search, () => 0.5);
      const message = await db
        .selectFrom('backend_messages')
        .selectAll()
        .where('id', '=', String(id))
        .executeTakeFirstOrThrow();
      expect(message).toMatchObject({ campaign_id: ID, wanted: type });
      const [query] = asked;
      expect(asked).toHaveLength(1);
      if (!query) return;
      if (name === 'SQLite') {
        const details = await planOf(db, query);
        expect(details[0]).toContain('_in_campaign (campaign_id=? AND queue=? AND wanted=? AND id>?)');
        expect(details.filter((detail) => detail.includes('TEMP B-TREE'))).toEqual([]);
      } else expect(await rowsOf(db, query, 'backend_messages')).toBe(1);
    }
  });

  test('messages that an earlier version wrote without naming it are found once they were looked for', async () => {
    const db = await open();
    await addCampaign(db);
    await openWork(db, 2);
    await openWork(db, 2, ID);
    await db.updateTable('backend_messages').set({ campaign_id: null }).execute();
    const pick = () => availableWorkOf.assistant_reply.pick(db, search, () => 0.5);
    expect(await pick()).toBeUndefined();
    await adoptMessages(db);
    const { rows } = await db.executeQuery(
      db
        .selectFrom('backend_messages')
        .innerJoin('backend_trees', 'backend_trees.id', 'backend_messages.tree_id')
        .select('backend_messages.id')
        .where('backend_messages.campaign_id', 'is not', null)
        .where('backend_trees.campaign_id', '=', ID)
        .compile(),
    );
    expect(rows).toHaveLength(2 * openTypes.length);
    expect(await pick()).toBeDefined();
  });
});
