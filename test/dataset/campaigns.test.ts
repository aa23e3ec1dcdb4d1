import { describe, expect, test } from 'vitest';
import { leftOutLine, nothingLeftOut } from '../../src/dataset/export/left-out.ts';
import { readExportOptions } from '../../src/dataset/export/options.ts';
import { databases } from '../support/database.ts';
import { reported } from './report/support/report.ts';
import { messageId, personId, putPeople, putTree, uuid } from './support/collection.ts';
import { putSummaries } from './support/summaries.ts';
import { type Db, exported, parsed } from './support/text.ts';

const BEGUN = Date.UTC(2026, 0, 1);

async function putCampaign(db: Db, name: string, name_key: string) {
  await db
    .insertInto('backend_campaigns')
    .values({
      ...{ id: uuid(name), name, name_key, topic: '', languages: '[]', mix: null, goal_of: null, goal: null },
      ...{
        opens_at: null,
        closes_at: null,
        role_id: null,
        role_guild_id: null,
        ended_at: null,
        created_at: BEGUN,
      },
    })
    .execute();
}

/** Two campaigns with a tree each, the first with a summary as well, and one of each in none. */
async function putAll(db: Db) {
  await putPeople(db, [{}, {}]);
  await putCampaign(db, 'Poems, or so', 'poems, or so');
  await putCampaign(db, 'Recipes', 'recipes');
  for (const tree of [0, 1, 2]) await putTree(db, tree, { messages: [{ text: `p ${tree}` }] });
  const inCampaign = (tree: number, name: string) =>
    db
      .updateTable('backend_trees')
      .set({ campaign_id: uuid(name) })
      .where('id', '=', messageId(tree, 0))
      .execute();
  await inCampaign(0, 'Poems, or so');
  await inCampaign(1, 'Recipes');
  await putSummaries(db, [
    { text: 'of recipes', author: 0 },
    { text: 'of nothing', author: 1 },
  ]);
  await db
    .insertInto('backend_tasks')
    .values({
      ...{
        id: 't',
        client: 'default',
        user_id: personId(0),
        type: 'summarize_story',
        lang: 'en',
        payload: '{}',
      },
      ...{
        subject_id: null,
        label_mode: null,
        collective: 0,
        created_at: BEGUN,
        expires_at: BEGUN,
        done_at: BEGUN,
      },
      ...{ acked_id: null, skipped_at: null, skip_reason: null, campaign_id: uuid('Recipes') },
    })
    .execute();
  await db.updateTable('backend_summaries').set({ task_id: 't' }).where('text', '=', 'of recipes').execute();
}

async function taken(db: Db, format: 'messages' | 'summaries', campaign: string) {
  const { wish } = readExportOptions(['--format', format, '--campaign', campaign], {});
  const leftOut = nothingLeftOut();
  const lines = parsed(await exported(db, wish.choice, { format, leftOut }));
  return { texts: lines.map((line) => line.text ?? line.summary), leftOut };
}

describe.each(databases)('a choice of campaigns, on $name', ({ open }) => {
  test('takes the trees of those, by a name as a reader knows it or by an id, and counts the rest', async () => {
    const db = await open();
    await putAll(db);
    const { texts, leftOut } = await taken(db, 'messages', ' RECIPES ');
    expect(texts).toEqual(['p 1']);
    expect(leftOutLine(leftOut)).toBe('Left out: 2 trees of other campaigns, or of none, (--campaign).\n');
    expect((await taken(db, 'messages', `${uuid('Poems, or so')},recipes`)).texts).toEqual(['p 0', 'p 1']);
    const none = await taken(db, 'messages', 'unknown, RECIPES,"never, ever"');
    expect(none.texts).toEqual(['p 1']);
    expect(leftOutLine(none.leftOut)).toBe(
      'Left out: what --campaign names and there is not: “unknown”, “never, ever”; 2 trees of other campaigns, or of none, (--campaign).\n',
    );
    expect((await taken(db, 'messages', '"poems, or so"')).texts).toEqual(['p 0']);
    expect((await taken(db, 'messages', 'recipes, "Poems, or so"')).texts).toEqual(['p 0', 'p 1']);
  });

  test('takes the summaries that were written in those', async () => {
    const db = await open();
    await putAll(db);
    const { texts, leftOut } = await taken(db, 'summaries', 'recipes');
    expect(texts).toEqual(['of recipes']);
    expect(leftOutLine(leftOut, ['summary', 'summaries'])).toBe(
      'Left out: 1 summary of other campaigns, or of none, (--campaign).\n',
    );
  });

  test('holds for a report, time of work included', async () => {
    const db = await open();
    await putAll(db);
    const recipes = await reported(db, '--campaign', 'recipes');
    expect(recipes.counts).toMatchObject({ trees: 1, messages: 1 });
    expect(recipes.summaries.summaries).toBe(1);
    expect(recipes.work).toMatchObject([{ type: 'summarize_story', done: 1 }]);
    expect((await reported(db, '--campaign', 'Poems')).counts.trees).toBe(0);
    expect((await reported(db, '--campaign', uuid('Poems, or so'))).work).toEqual([]);
  });
});
