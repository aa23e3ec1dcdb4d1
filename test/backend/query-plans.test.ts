import { type CompiledQuery, sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Db } from '../../src/backend/db.ts';
import { candidatesFor, soughtFor } from '../../src/backend/messages/alike/candidates.ts';
import { defaults } from '../../src/backend/settings/settings.ts';
import {
  labelTypes,
  rankTypes,
  replyTypes,
  toAnswer,
  toLabel,
  toRank,
} from '../../src/backend/tasks/available/messages.ts';
import {
  promptsToRank,
  storiesToSummarise,
  summariesToRate,
} from '../../src/backend/tasks/available/others.ts';
import { searchFor } from '../../src/backend/tasks/available/search.ts';
import { authorsOf } from '../../src/backend/trees/lottery.ts';
import { shapeOf } from '../../src/min-hash.ts';
import { testBackend } from './support/backend.ts';

const search = searchFor(defaults, { userId: 'somebody', lang: 'en', campaignId: null, now: 0 });
const inCampaign = { ...search, campaignId: 'one' };

test('open work is found by index in every table, never by reading a whole one', async () => {
  const { db } = await testBackend();
  const queries = [
    toLabel(db, search, labelTypes, 'everybody').select('backend_messages.id'),
    toAnswer(db, search, replyTypes, 'everybody').select('backend_messages.id'),
    toRank(db, search, rankTypes, 'everybody').select('backend_messages.id'),
    promptsToRank(db, search, 'everybody').select('backend_trees.id'),
    toLabel(db, inCampaign, labelTypes, 'campaign').select('backend_messages.id'),
    toAnswer(db, inCampaign, replyTypes, 'campaign').select('backend_messages.id'),
    toRank(db, inCampaign, rankTypes, 'campaign').select('backend_messages.id'),
    promptsToRank(db, inCampaign, 'campaign').select('backend_trees.id'),
    storiesToSummarise(db, search).select('backend_stories.id'),
    summariesToRate(db, search).select('backend_summaries.id'),
  ];
  for (const query of queries) {
    const plan = await explain(db, query.compile());
    expect(plan.filter((step) => step.startsWith('SCAN'))).toEqual([]);
    expect(plan.length).toBeGreaterThan(1);
  }
  const [first] = await explain(
    db,
    toLabel(db, search, labelTypes, 'everybody').select('backend_messages.id').compile(),
  );
  expect(first).toContain('backend_messages_wanted (queue=? AND wanted=?)');
});

test('whether somebody had it already is looked up item by item, not in all they ever did', async () => {
  const { db } = await testBackend();
  const queries = [
    toLabel(db, search, labelTypes, 'everybody').select('backend_messages.id'),
    toAnswer(db, search, replyTypes, 'everybody').select('backend_messages.id'),
    toRank(db, search, rankTypes, 'everybody').select('backend_messages.id'),
    promptsToRank(db, search, 'everybody').select('backend_trees.id'),
    summariesToRate(db, search).select('backend_summaries.id'),
  ];
  for (const query of queries) {
    const plan = await explain(db, query.compile());
    expect(plan.filter((step) => /\((user_id=\?|user_id=\? AND deleted=\?)\)/.test(step))).toEqual([]);
    expect(plan.some((step) => /user_id=\?/.test(step))).toBe(true);
  }
});

test('who has prompts in the lottery is read from the index alone, however many there are', async () => {
  const { db } = await testBackend();
  for (const campaignId of [undefined, 'one'])
    expect(await explain(db, authorsOf(db, 'en', campaignId).compile())).toEqual([
      expect.stringContaining('USING COVERING INDEX backend_trees_by_state'),
    ]);
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

test('texts that are nearly the same are found by the index of each band, one’s own by that and their writer', async () => {
  const { db } = await testBackend();
  const sought = soughtFor(shapeOf('How do I bake a good bread at home?'), false);
  const plan = await explain(db, candidatesFor(db, sought, 'somebody').compile());
  expect(plan.filter((step) => /^SCAN (?!one|first|\(subquery)/.test(step))).toEqual([]);
  for (const band of [1, 2, 3, 4])
    for (const key of [`band_${band}=?`, `band_${band}=? AND user_id=?`])
      expect(plan.filter((step) => step.includes(`_by_band_${band} (${key})`))).toHaveLength(1);
});
