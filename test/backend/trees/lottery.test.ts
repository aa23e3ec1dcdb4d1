import { describe, expect, test } from 'vitest';
import type { Db } from '../../../src/backend/db.ts';
import { untouched } from '../../../src/backend/messages/untouched.ts';
import { defaults } from '../../../src/backend/settings/settings.ts';
import { drawTrees } from '../../../src/backend/trees/lottery.ts';
import { databases } from '../../support/database.ts';
import { seededRandom } from '../../support/random.ts';
import { START } from '../support/standalone.ts';

const people = { often: 0, seldom: 1, out: 2 } as const;
const idOf = (kind: string, index: number) => `00000000-0000-4000-8000-${kind}0000000000${index}`;
const userId = (name: keyof typeof people) => idOf('a', people[name]);

async function addUser(db: Db, name: keyof typeof people) {
  const seen = { created_at: START, terms_accepted_at: START, last_activity_at: null };
  await db
    .insertInto('backend_users')
    .values({
      ...{ id: userId(name), client: 'default', auth_method: 'discord', username: name, display_name: name },
      ...{ notes: '', enabled: name === 'out' ? 0 : 1, deleted: 0, show_on_leaderboard: 1 },
      ...{ ...seen, streak_days: null, streak_start_at: null },
    })
    .execute();
}

/** A prompt that was accepted and waits. */
async function addPrompt(db: Db, index: number, author_id: string, about: { deleted?: 1 } = {}) {
  const id = idOf('b', index);
  const sizes = { goal_size: 9, max_depth: 5, max_children: 3 };
  await db
    .insertInto('backend_trees')
    .values({
      ...{ id, lang: 'en', state: 'prompt_lottery_waiting', ...sizes, origin: null, created_at: START },
      ...{ won_lottery_at: null, prompt_votes: 0, author_id },
    })
    .execute();
  await db
    .insertInto('backend_messages')
    .values({
      ...{
        ...untouched,
        id,
        tree_id: id,
        parent_id: null,
        depth: 0,
        queue: 'en',
        lang: 'en',
        is_assistant: 0,
      },
      ...{ text: 'How?', client: 'default', user_id: author_id, frontend_message_id: id, task_id: null },
      ...{ created_at: START, review_count: 3, review_result: 1, deleted: 0, ...about },
    })
    .execute();
}

describe.each(databases)('the lottery on $name', ({ open }) => {
  test('an author’s chance is 1 and their first places, shared by their prompts; who is out has none', async () => {
    const db = await open();
    for (const name of ['often', 'seldom', 'out'] as const) await addUser(db, name);
    await addPrompt(db, 0, userId('often'));
    await addPrompt(db, 1, userId('often'));
    await addPrompt(db, 2, userId('often'), { deleted: 1 });
    await addPrompt(db, 3, userId('seldom'));
    await addPrompt(db, 4, userId('out'));
    const random = seededRandom(11);
    const firsts = new Map([[userId('seldom'), 3]]);
    const firstPlaces = { of: async () => firsts, refresh: async () => {} };
    const backend = {
      db,
      random,
      now: () => START,
      settings: { ...defaults, maxActiveTrees: 1 },
      firstPlaces,
    };
    const won = new Map<string, number>();
    const DRAWS = 500;
    for (let turn = 0; turn < DRAWS; turn += 1) {
      await drawTrees(backend, { lang: 'en', campaign: null }, 1);
      const grown = await db
        .selectFrom('backend_trees')
        .select('id')
        .where('state', '=', 'growing')
        .execute();
      for (const { id } of grown) won.set(id, (won.get(id) ?? 0) + 1);
      const again = { state: 'prompt_lottery_waiting' as const, won_lottery_at: null };
      await db.updateTable('backend_trees').set(again).where('state', '=', 'growing').execute();
    }
    const share = (index: number) => (won.get(idOf('b', index)) ?? 0) / DRAWS;
    expect([...won.values()].reduce((sum, count) => sum + count)).toBe(DRAWS);
    expect([2, 4].map(share)).toEqual([0, 0]);
    expect(share(3)).toBeCloseTo(0.8, 1);
    expect(share(0)).toBeCloseTo(0.1, 1);
    expect(share(1)).toBeCloseTo(0.1, 1);
  });

  test('where nobody may win, nothing begins to grow', async () => {
    const db = await open();
    await addUser(db, 'out');
    await addPrompt(db, 4, userId('out'));
    const firstPlaces = { of: async () => new Map(), refresh: async () => {} };
    const backend = { db, random: () => 0.5, now: () => START, settings: defaults, firstPlaces };
    await drawTrees(backend, { lang: 'en', campaign: null }, 5);
    const states = await db.selectFrom('backend_trees').select('state').execute();
    expect(states).toEqual([{ state: 'prompt_lottery_waiting' }]);
  });
});
