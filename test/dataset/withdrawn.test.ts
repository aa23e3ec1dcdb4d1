// What becomes of rankings when the people who gave them are disabled, deleted, purged, merged or enabled again.
import { describe, expect, test } from 'vitest';
import { databases } from '../support/database.ts';
import { type Ranker, rankers } from './support/rankers.ts';
import { type Db, exported, imported } from './support/text.ts';

const lines = [
  { message_id: 'p1', text: 'Why is grass green?', lang: 'en' },
  { message_id: 'a1', parent_id: 'p1', role: 'assistant', text: 'Chlorophyll.', lang: 'en' },
  { message_id: 'a2', parent_id: 'p1', role: 'assistant', text: 'It likes it.', lang: 'en' },
];

/** Two people say a2 > a1, a third a1 > a2. */
async function ranked(db: Db): Promise<Ranker> {
  await imported(db, lines.map((line) => JSON.stringify(line)).join('\n'), { arrival: 'ranking' });
  const people = rankers(db);
  await people.rank('1', ['It likes it.', 'Chlorophyll.']);
  await people.rank('2', ['It likes it.', 'Chlorophyll.']);
  await people.rank('3', ['Chlorophyll.', 'It likes it.']);
  return people;
}

async function state(db: Db) {
  const synthetic = 'yes';
  const text = await exported(db, { synthetic }, { format: 'pairs' });
  const pairs = text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line))
    .map(({ chosen_id, rejected_id, chosen_votes, rejected_votes }) => [
      `${chosen_id} > ${rejected_id}`,
      chosen_votes,
      rejected_votes,
    ]);
  const messages = await exported(db, { synthetic }, { format: 'messages' });
  const ranks = messages
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line))
    .filter(({ parent_id }) => parent_id !== null)
    .map(({ message_id, rank }) => [message_id, rank]);
  return { pairs, ranks: Object.fromEntries(ranks) };
}

const all = { pairs: [['a2 > a1', 2, 1]], ranks: { a1: 1, a2: 0 } };
const third = { pairs: [['a1 > a2', 1, 0]], ranks: { a1: 0, a2: 1 } };
const none = { pairs: [], ranks: { a1: null, a2: null } };

describe.each(databases)('on $name', ({ open }) => {
  test('the pair flips when a majority is disabled, vanishes with the last, and comes back with all', async () => {
    const db = await open();
    const people = await ranked(db);
    expect(await state(db)).toEqual(all);
    await people.enable('1', false);
    await people.enable('2', false);
    expect(await state(db)).toEqual(third);
    await people.enable('3', false);
    expect(await state(db)).toEqual(none);
    for (const id of ['1', '2', '3']) await people.enable(id, true);
    expect(await state(db)).toEqual(all);
  });

  test('somebody who is deleted or purged and banned no longer counts', async () => {
    const db = await open();
    const people = await ranked(db);
    await people.remove('1');
    await people.purge('2');
    expect(await state(db)).toEqual(third);
  });

  test('of two who turn out to be one, one voice is left', async () => {
    const db = await open();
    const people = await ranked(db);
    await people.merge('1', '2');
    const tied = { ...all.ranks, ...smallerFirst(await idsOf(db)) };
    expect(await state(db)).toEqual({ pairs: [], ranks: tied });
  });

  test('a tree that is still being ranked waits for one more after a ban', async () => {
    const db = await open();
    await imported(db, lines.map((line) => JSON.stringify(line)).join('\n'), { arrival: 'ranking' });
    const people = rankers(db);
    await people.rank('1', ['It likes it.', 'Chlorophyll.']);
    await people.rank('2', ['It likes it.', 'Chlorophyll.']);
    await people.enable('1', false);
    await people.rank('3', ['Chlorophyll.', 'It likes it.']);
    expect(await db.selectFrom('backend_trees').select('state').execute()).toEqual([{ state: 'ranking' }]);
    await people.rank('4', ['Chlorophyll.', 'It likes it.']);
    expect(await state(db)).toEqual({ pairs: [['a1 > a2', 2, 1]], ranks: { a1: 0, a2: 1 } });
  });

  test('rankings that came with an import are withdrawn with their people, and the ranks follow', async () => {
    const [first, second] = [await open(), await open()];
    await ranked(first);
    const text = await exported(first, { synthetic: 'yes', events: true });
    await imported(second, text);
    expect(await state(second)).toEqual(all);
    const voters: string[] = JSON.parse(text).prompt.events.ranking.map(
      ({ user_id }: { user_id: string }) => user_id,
    );
    const [author] = await second.selectFrom('backend_users').selectAll().limit(1).execute();
    const disabled = async (id: string | undefined) => {
      if (!author || id === undefined) throw new Error('nobody to disable');
      await second
        .insertInto('backend_users')
        .values({ ...author, id, username: id, enabled: 0 })
        .execute();
    };
    await disabled(voters[0]);
    await disabled(voters[1]);
    expect(await state(second)).toEqual(third);
    await disabled(voters[2]);
    expect(await state(second)).toEqual(none);
  });

  test('ranks that came without rankings stay: nobody knows of any', async () => {
    const db = await open();
    const ranks = lines.map((line, index) => ({ ...line, rank: index === 0 ? null : index - 1 }));
    const text = ranks.map((line) => JSON.stringify(line)).join('\n');
    await imported(db, text, { arrival: 'ready_for_export' });
    expect(await state(db)).toEqual({ pairs: [['a1 > a2', null, null]], ranks: { a1: 0, a2: 1 } });
  });
});

async function idsOf(db: Db) {
  return db
    .selectFrom('backend_messages')
    .select(['id', 'frontend_message_id'])
    .where('depth', '=', 1)
    .orderBy('id')
    .execute();
}

function smallerFirst(rows: Awaited<ReturnType<typeof idsOf>>) {
  return Object.fromEntries(rows.map(({ frontend_message_id }, place) => [frontend_message_id, place]));
}
