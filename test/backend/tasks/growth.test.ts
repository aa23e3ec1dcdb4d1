import { type CompiledQuery, type Kysely, sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { seedSamples } from '../../../src/backend/samples/seed.ts';
import { defaults } from '../../../src/backend/settings/settings.ts';
import { countAvailable, MOST_COUNTED } from '../../../src/backend/tasks/availability.ts';
import { promptsToCompare } from '../../../src/backend/tasks/available/prompts.ts';
import { searchFor } from '../../../src/backend/tasks/available/search.ts';
import { availableWorkOf, lonelyMessages } from '../../../src/backend/tasks/available/work.ts';
import type { Schema } from '../../../src/store/schema.ts';
import { databases } from '../../support/database.ts';
import { NOW } from '../../support/stored.ts';
import { OPEN_LANG as LANG, openWork, openTypes as types } from '../support/open-work.ts';
import { noting, planOf, rowsOf } from '../support/plans.ts';

const EACH = 1_000;

const GIVEN = 3;

/** As many stories, each with a summary of its own: of thirty each one was given nothing yet, one something once, and so on; most have all. */
async function openSummaries(db: Kysely<Schema>): Promise<void> {
  await seedSamples(db, () => NOW);
  const author = await db.selectFrom('backend_users').select('id').limit(1).executeTakeFirstOrThrow();
  const ids = Array.from({ length: EACH }, (_, number) => (number * 4_194_304).toString(16).padStart(8, '0'));
  for (let from = 0; from < EACH; from += 500) {
    const some = ids
      .slice(from, from + 500)
      .map((id, number) => ({ id, given: Math.min(number % 30, GIVEN) }));
    const common = { lang: LANG, text: 'A fox met a crow.', created_at: NOW };
    await db
      .insertInto('backend_stories')
      .values(some.map(({ id, given }) => ({ ...common, id, summary_count: given })))
      .execute();
    const by = { client: 'test', user_id: author.id };
    await db
      .insertInto('backend_summaries')
      .values(
        some.map(({ id, given }) => ({
          ...common,
          ...by,
          ...{ id, story_id: id, frontend_message_id: id, rating_count: given },
        })),
      )
      .execute();
  }
  await sql`analyze`.execute(db);
}

describe.each(databases)('on $name', ({ name, open }) => {
  test('a task is found by looking at the first that is open, however much is', async () => {
    const db = await open();
    await openWork(db, EACH);
    const search = searchFor(defaults, { userId: 'somebody', lang: LANG, campaignId: null, now: NOW });
    for (const type of types) {
      const asked: CompiledQuery[] = [];
      expect(await availableWorkOf[type].pick(noting(db, asked), search, () => 0.5)).toMatch(/^[89a-f]/);
      const [query] = asked;
      expect(asked).toHaveLength(1);
      if (!query) return;
      if (name === 'SQLite') {
        const details = await planOf(db, query);
        expect(details[0]).toContain('backend_messages_wanted (queue=? AND wanted=? AND id>?)');
        expect(details.filter((detail) => detail.includes('TEMP B-TREE'))).toEqual([]);
      } else expect({ type, rows: await rowsOf(db, query, 'backend_messages') }).toEqual({ type, rows: 1 });
    }
  });

  test('what is available is counted as far as a thousand of each type, and no more of it is looked at', async () => {
    const db = await open();
    const settings = { ...defaults, rankInitialPrompts: true, promptsPerRanking: 2 };
    await openWork(db, MOST_COUNTED + 500);
    const asked: CompiledQuery[] = [];
    const search = searchFor(settings, {
      userId: 'somebody',
      lang: LANG,
      campaignId: null,
      now: NOW,
    });
    const counts = await countAvailable({ settings }, noting(db, asked), search);
    expect(counts).toMatchObject(Object.fromEntries(types.map((type) => [type, MOST_COUNTED])));
    expect(counts).toMatchObject({
      rank_initial_prompts: MOST_COUNTED,
      initial_prompt: settings.maxPromptsInReview, // none is in review, and more grow than there is room for
      rate_summary: 0,
    });
    expect(asked).toHaveLength(1);
    const [query] = asked;
    if (!query || name === 'SQLite') return;
    expect(await rowsOf(db, query, 'backend_messages')).toBe(MOST_COUNTED);
    const others = await db.selectFrom('backend_trees').select('id').where('lang', '!=', LANG).execute();
    const most = 2 * MOST_COUNTED + others.length; // in the order of the table there may be others among them
    expect(await rowsOf(db, query, 'backend_trees')).toBeLessThanOrEqual(most);
  });

  test('a message with one reply is found by looking at the first of these, however many have none', async () => {
    const db = await open();
    await openWork(db, EACH);
    const chosen = await db
      .selectFrom('backend_messages')
      .select('id')
      .where('queue', '=', LANG)
      .where('wanted', '=', 'assistant_reply')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    await db.updateTable('backend_messages').set({ child_count: 1 }).where('id', '=', chosen.id).execute();
    const search = searchFor(defaults, { userId: 'somebody', lang: LANG, campaignId: null, now: NOW });
    const asked: CompiledQuery[] = [];
    expect(await lonelyMessages.pick(noting(db, asked), search, () => 0)).toBe(chosen.id);
    const [query] = asked;
    expect(asked).toHaveLength(1);
    if (!query) return;
    if (name === 'SQLite') {
      const details = await planOf(db, query);
      expect(details.find((detail) => detail.includes('SEARCH backend_messages '))).toMatch(
        /_lonely \(queue=\? AND wanted=\? AND child_count=\? AND id>\?\)/,
      );
      expect(details.filter((detail) => detail.includes('TEMP B-TREE'))).toEqual([]);
    } else expect(await rowsOf(db, query, 'backend_messages')).toBe(1);
    const off = { ...search, lonelyChildren: 1 };
    expect(await lonelyMessages.pick(db, off, () => 0)).toBeUndefined();
  });

  test('prompts to compare are the next after a point, of those with each number of votes, and behind the last the first', async () => {
    const db = await open();
    await openWork(db, EACH);
    const settings = { ...defaults, rankInitialPrompts: true };
    const search = searchFor(settings, { userId: 'somebody', lang: LANG, campaignId: null, now: NOW });
    const { rows } = await sql<{
      id: string;
    }>`select id from backend_trees where lang = ${LANG} order by id`.execute(db);
    const ids = rows.map(({ id }) => id);
    const done = new Set(ids.filter((_, index) => index % 4 === 3));
    for (const [votes, rest] of [
      [1, 1],
      [2, 2],
      [search.votesWanted, 3],
    ] as const)
      for (let from = 0; from < ids.length; from += 2_000)
        await db
          .updateTable('backend_trees')
          .set({ prompt_votes: votes, state: rest === 2 ? 'prompt_lottery_waiting' : 'growing' })
          .where(
            'id',
            'in',
            ids.slice(from, from + 2_000).filter((_, index) => (from + index) % 4 === rest),
          )
          .execute();
    await sql`analyze`.execute(db);
    const compared = ids.filter((id) => !done.has(id));
    const asked: CompiledQuery[] = [];
    const start = compared.findIndex((id) => id >= '80000000');
    expect(await promptsToCompare(noting(db, asked), search, 5, () => 0.5)).toEqual(
      compared.slice(start, start + 5),
    );
    expect(asked).toHaveLength(search.votesWanted);
    for (const query of asked)
      if (name === 'SQLite') {
        const details = await planOf(db, query);
        expect(details.filter((detail) => detail.includes('SEARCH backend_trees '))).toEqual([
          expect.stringContaining('_by_votes (lang=? AND state=? AND prompt_votes=? AND id>?)'),
          expect.stringContaining('_by_votes (lang=? AND state=? AND prompt_votes=? AND id>?)'),
        ]);
        expect(details.filter((detail) => detail.includes('TEMP B-TREE'))).toEqual([]);
      } else expect(await rowsOf(db, query, 'backend_trees')).toBeLessThanOrEqual(5);
    const last = await promptsToCompare(db, search, 5, () => 1 - 2 ** -32);
    const behind = compared.filter((id) => id >= 'ffffffff');
    expect(last).toEqual([...behind, ...compared].slice(0, 5));
    expect(await promptsToCompare(db, { ...search, votesWanted: 0 }, 5, () => 0.5)).toEqual([]);
  });

  test('a story or a summary is found by looking at the first of those that were given as much, however many are open', async () => {
    const db = await open();
    await openSummaries(db);
    const search = {
      ...searchFor(defaults, { userId: 'somebody', lang: LANG, campaignId: null, now: NOW }),
      summariesWanted: GIVEN,
      ratingsWanted: GIVEN,
    };
    for (const [type, table] of [
      ['summarize_story', 'backend_stories'],
      ['rate_summary', 'backend_summaries'],
    ] as const) {
      const asked: CompiledQuery[] = [];
      expect(await availableWorkOf[type].pick(noting(db, asked), search, () => 0.5)).toMatch(/^[89a-f]/);
      expect(asked).toHaveLength(1);
      const [query] = asked;
      if (!query) return;
      if (name === 'SQLite') {
        const details = await planOf(db, query);
        expect(details.find((detail) => detail.includes(`SEARCH ${table} `))).toMatch(
          /_open \(lang=\? AND (summary|rating)_count=\? AND id>\?\)/,
        );
        expect(details.filter((detail) => detail.includes('TEMP B-TREE'))).toEqual([]);
      } else expect({ type, rows: await rowsOf(db, query, table) }).toEqual({ type, rows: GIVEN });
      expect(await availableWorkOf[type].pick(db, { ...search, lang: 'none' }, () => 0.5)).toBeUndefined();
      const off = { ...search, summariesWanted: 0, ratingsWanted: 0 };
      expect(await availableWorkOf[type].pick(db, off, () => 0.5)).toBeUndefined();
    }
  });
});
