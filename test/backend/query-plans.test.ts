import { type CompiledQuery, sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Db } from '../../src/backend/db.ts';
import { bandsOf } from '../../src/backend/messages/alike/bands.ts';
import { candidatesFor } from '../../src/backend/messages/alike/find.ts';
import { defaults } from '../../src/backend/settings/settings.ts';
import { toAnswer, toAnswerAgain, toLabel, toRank } from '../../src/backend/tasks/available/messages.ts';
import {
  promptsToRank,
  storiesToSummarise,
  summariesToRate,
} from '../../src/backend/tasks/available/others.ts';
import { searchFor } from '../../src/backend/tasks/available/search.ts';
import { testBackend } from './support/backend.ts';

const search = searchFor(defaults, { userId: 'somebody', lang: 'en', campaignId: null, now: 0 });
const inCampaign = { ...search, campaignId: 'one' };

test('open work is found by index in every table, never by reading a whole one', async () => {
  const { db } = await testBackend();
  const queries = [
    toLabel(db, search).select('backend_messages.id'),
    toAnswer(db, search).select('backend_messages.id'),
    toAnswerAgain(db, search, ['assistant_reply']).select('backend_messages.id'),
    toRank(db, search).select('backend_messages.id'),
    promptsToRank(db, search).select('backend_trees.id'),
    toLabel(db, inCampaign, undefined, 'campaign').select('backend_messages.id'),
    toAnswer(db, inCampaign, undefined, 'campaign').select('backend_messages.id'),
    toRank(db, inCampaign, undefined, 'campaign').select('backend_messages.id'),
    promptsToRank(db, inCampaign, 'campaign').select('backend_trees.id'),
    storiesToSummarise(db, search).select('backend_stories.id'),
    summariesToRate(db, search).select('backend_summaries.id'),
  ];
  for (const query of queries) {
    const plan = await explain(db, query.compile());
    expect(plan.filter((step) => step.startsWith('SCAN'))).toEqual([]);
    expect(plan.length).toBeGreaterThan(1);
  }
  const [first] = await explain(db, toLabel(db, search).select('backend_messages.id').compile());
  expect(first).toContain('backend_messages_wanted (queue=? AND wanted=?)');
});

async function explain(db: Db, { sql: text, parameters }: CompiledQuery) {
  const parts = text.split('?').map((part) => sql.raw(part));
  const values = parameters.map((value) => sql`${value}`);
  const query = sql.join(
    parts.flatMap((part, index) => (index < values.length ? [part, values[index] ?? part] : [part])),
    sql.raw(''),
  );
  const { rows } = await sql<{ detail: string }>`explain query plan ${query}`.execute(db);
  return rows.map(({ detail }) => detail);
}

test('texts that are nearly the same are found by the index of each band', async () => {
  const { db } = await testBackend();
  const plan = await explain(
    db,
    candidatesFor(db, bandsOf('How do I bake a good bread at home?'), false).compile(),
  );
  expect(plan.filter((step) => step.startsWith('SCAN'))).toEqual([]);
  for (const band of [1, 2, 3, 4])
    expect(plan.join('\n')).toContain(`backend_messages_by_band_${band} (band_${band}=?)`);
});
