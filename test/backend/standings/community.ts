import type { Insertable } from 'kysely';
import type { Db } from '../../../src/backend/db.ts';
import type { TreeState } from '../../../src/backend/trees/tables.ts';
import type { TaskType } from '../../../src/oasst/protocol.ts';
import type { Schema } from '../../../src/store/schema.ts';
import { seededIds, seededRandom } from '../../support/random.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const taskKinds: readonly TaskType[] = [
  'initial_prompt',
  'assistant_reply',
  'label_initial_prompt',
  'label_prompter_reply',
  'label_assistant_reply',
  'rank_initial_prompts',
  'rank_assistant_replies',
  'rate_summary',
];
const states: readonly TreeState[] = ['growing', 'aborted_low_grade', 'ready_for_export'];

type Rows = { [Table in keyof Schema]?: Insertable<Schema[Table]>[] };

/**
 * Fills a database with what `people` did in the last 40 days, by chance: messages, labels, emojis, rankings and tasks
 * whose parts need not agree with each other, because counting does not ask. Many things happen at the same moment,
 * some exactly where a time frame begins.
 */
export async function addCommunity(
  db: Db,
  { people, now, seed }: { people: number; now: number; seed: number },
) {
  const random = seededRandom(seed);
  const newId = seededIds(random);
  const upTo = (end: number) => Math.floor(random() * end);
  const oneOf = <T>(items: readonly T[]): T => items[upTo(items.length)] as T; // none is empty
  const midnight = Math.floor(now / DAY) * DAY;
  const edges = [now - DAY, now - DAY - 1, midnight - 7 * DAY, midnight - 30 * DAY, midnight - 30 * DAY - 1];
  const time = () => (random() < 0.1 ? oneOf(edges) : now - upTo(40 * 24) * HOUR);
  const flag = (chance: number) => (random() < chance ? 1 : 0);
  const rows: Required<Pick<Rows, (typeof tables)[number]>> = {
    backend_users: [],
    backend_trees: [],
    backend_messages: [],
    backend_tasks: [],
    backend_labels: [],
    backend_emojis: [],
    backend_rankings: [],
    backend_places: [],
  };
  const ids = Array.from({ length: people }, newId);
  const somebody = () => ids[Math.floor(random() ** 2 * people)] ?? '';

  for (const [index, id] of ids.entries())
    rows.backend_users.push({
      id,
      client: 'bot',
      auth_method: 'discord',
      username: `u${index}`,
      display_name: `U ${index}`,
      notes: '',
      enabled: 1 - flag(0.05),
      deleted: flag(0.05),
      show_on_leaderboard: 1 - flag(0.05),
      created_at: now - 50 * DAY,
      terms_accepted_at: flag(0.5) === 1 ? now : null,
      last_activity_at: null,
      streak_days: null,
      streak_start_at: null,
    });
  for (let index = 0; index < people * 2; index += 1) addMessage(newId(), index);
  for (let index = 0; index < people * 2; index += 1) addTask();
  const messages = rows.backend_messages.map(({ id }) => id);
  for (let index = 0; index < people / 4; index += 1) addRanking();
  for (const table of tables) await insert(db, table, rows[table]);

  function addMessage(id: string, index: number) {
    const depth = index % 3;
    const lang = oneOf(['en', 'de', 'es']);
    const tree = depth === 0 ? id : (rows.backend_trees.at(-1)?.id ?? id);
    if (depth === 0)
      rows.backend_trees.push({
        id,
        lang,
        state: oneOf(states),
        goal_size: 9,
        max_depth: 3,
        max_children: 3,
        origin: null,
        created_at: 0,
        won_lottery_at: null,
        prompt_votes: 0,
      });
    rows.backend_messages.push({
      id,
      tree_id: tree,
      parent_id: depth === 0 ? null : tree,
      depth,
      client: 'bot',
      user_id: somebody(),
      frontend_message_id: id,
      task_id: null,
      text: 'text',
      lang,
      queue: lang,
      is_assistant: depth % 2,
      created_at: time(),
      review_count: 3,
      review_result: oneOf([null, 0, 1]),
      deleted: flag(0.1),
      deleted_with: null,
      edited: 0,
      synthetic: flag(0.1),
      model_name: null,
      ranking_count: 0,
      rank: null,
      child_count: 0,
      wanted: null,
      reserved_until: null,
      reserved_by: null,
    });
    const raters = new Set([somebody(), somebody(), somebody()]);
    for (const user_id of raters) {
      const at = { message_id: id, user_id, created_at: 0 };
      const labels = { spam: flag(0.2), pii: flag(0.1), quality: upTo(5) / 4, other: 1 };
      rows.backend_labels.push({
        ...at,
        id: newId(),
        kind: 'review',
        task_id: null,
        text: '',
        labels: JSON.stringify(labels),
      });
      if (random() < 0.2) rows.backend_emojis.push({ ...at, emoji: oneOf(['+1', '-1', 'red_flag', 'poop']) });
    }
  }

  function addTask() {
    const type = oneOf(taskKinds);
    rows.backend_tasks.push({
      id: newId(),
      client: 'bot',
      user_id: somebody(),
      type,
      lang: 'en',
      subject_id: null,
      payload: '{}',
      label_mode: type.startsWith('label_') ? oneOf(['full', 'simple'] as const) : null,
      collective: 0,
      created_at: 0,
      expires_at: now + HOUR,
      acked_id: null,
      done_at: random() < 0.8 ? time() : null,
      skipped_at: null,
      skip_reason: null,
    });
  }

  function addRanking() {
    const id = newId();
    const first = rows.backend_rankings.length * 2;
    const [parent = ''] = messages.slice(first);
    rows.backend_rankings.push({
      id,
      tree_id: rows.backend_trees[0]?.id ?? '',
      parent_id: parent,
      user_id: somebody(),
      task_id: id,
      not_rankable: 0,
      created_at: time(),
    });
    for (const [place, message_id] of messages.slice(first, first + 2 + upTo(4)).entries())
      rows.backend_places.push({ ranking_id: id, message_id, place });
  }
}

/** Those before come first, because of who refers to whom. */
const tables = [
  'backend_users',
  'backend_trees',
  'backend_messages',
  'backend_tasks',
  'backend_labels',
  'backend_emojis',
  'backend_rankings',
  'backend_places',
] as const satisfies readonly (keyof Schema)[];

async function insert<Table extends keyof Schema>(
  db: Db,
  table: Table,
  rows: readonly Insertable<Schema[Table]>[],
) {
  for (let start = 0; start < rows.length; start += 500)
    await db
      .insertInto(table as keyof Schema)
      .values(rows.slice(start, start + 500) as never)
      .execute();
}
