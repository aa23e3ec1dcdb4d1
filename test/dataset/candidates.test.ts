// More candidates than a card has buttons for, and candidates that say the same.
import { describe, expect, test } from 'vitest';
import { checkCollection } from '../backend/support/invariants.ts';
import { databases } from '../support/database.ts';
import { rankers } from './support/rankers.ts';
import { imported } from './support/text.ts';

const name = (index: number) => `candidate ${String(index).padStart(3, '0')}`;

/** A prompt with so many replies of models, which are to be ranked. */
function tree(texts: readonly string[]): string {
  const replies = texts.map((text, index) => ({
    message_id: `r${index}`,
    parent_id: 'p',
    role: 'assistant',
    text,
    lang: 'en',
  }));
  return [{ message_id: 'p', text: 'Why?', lang: 'en' }, ...replies]
    .map((line) => JSON.stringify(line))
    .join('\n');
}

describe.each(databases)('on $name', ({ open }) => {
  test('a tree with 21 candidates is ranked by several people, at most 20 at once, and every candidate has a place', async () => {
    const db = await open();
    const texts = Array.from({ length: 21 }, (_, index) => name(index));
    expect((await imported(db, tree(texts), { arrival: 'ranking' })).faults).toEqual([]);
    const people = rankers(db);
    const seen = new Set<string>();
    let voters = 0;
    for (let asked = await people.asked('0'); asked; asked = await people.asked(String(voters))) {
      expect(asked.texts).toHaveLength(20);
      for (const text of asked.texts) seen.add(text);
      await asked.answer(asked.texts.toSorted());
      await checkCollection(db);
      voters += 1;
    }
    expect(voters).toBe(4); // 63 places for three rankings of each, 20 at a time
    expect(seen.size).toBe(21);
    const rows = await db
      .selectFrom('backend_messages')
      .select(['text', 'rank', 'ranking_count'])
      .where('depth', '=', 1)
      .orderBy('text')
      .execute();
    expect(rows.map(({ rank }) => rank)).toEqual([...texts.keys()]);
    for (const { ranking_count } of rows) expect(ranking_count).toBeGreaterThanOrEqual(3);
    expect(await db.selectFrom('backend_trees').select('state').execute()).toEqual([
      { state: 'ready_for_export' },
    ]);
  });

  test('fewer at a time is a setting', async () => {
    const db = await open();
    await imported(db, tree(['a', 'b', 'c', 'd', 'e']), { arrival: 'ranking' });
    const people = rankers(db, { repliesPerRanking: 2, rankingsNeeded: 1 });
    let voters = 0;
    for (let asked = await people.asked('0'); asked; asked = await people.asked(String(voters))) {
      expect(asked.texts).toHaveLength(2);
      await asked.answer(asked.texts.toSorted());
      voters += 1;
    }
    expect(voters).toBe(4); // as few as can link five
  });

  test('candidates of the same text are shown once, all get the credit, and two that are the same are no choice', async () => {
    const db = await open();
    await imported(db, tree(['same', 'other', 'same', ' same\n']), { arrival: 'ranking' });
    const people = rankers(db);
    for (const id of ['1', '2', '3']) {
      const asked = await people.asked(id);
      const [same = '', other = ''] = asked?.texts.toSorted((a) => (a.trim() === 'same' ? -1 : 1)) ?? [];
      expect([asked?.texts.length, same.trim(), other]).toEqual([2, 'same', 'other']);
      await asked?.answer([same, other]);
    }
    await checkCollection(db);
    const rows = await db
      .selectFrom('backend_messages')
      .select(['text', 'rank', 'ranking_count'])
      .where('depth', '=', 1)
      .orderBy('frontend_message_id')
      .execute();
    expect(rows.map(({ rank, ranking_count }) => [rank, ranking_count])).toEqual([
      [0, 3],
      [1, 3],
      [0, 3],
      [0, 3],
    ]);
    const places = await db.selectFrom('backend_places').select('place').execute();
    expect(places.filter(({ place }) => place === 0)).toHaveLength(9);
    const twins = await imported(await open(), tree(['same', 'same ']), { arrival: 'ranking' });
    expect(twins.faults[0]?.reason).toContain('it has nothing to rank');
  });
});
