import { defaults } from '../../src/backend/settings/settings.ts';
import type { TaskType } from '../../src/oasst/protocol.ts';
import type { AddRow } from './rows.ts';

/** What a collection is built with. */
export type Building = {
  add: AddRow;
  random: () => number;
  newId: () => string;
  /** Epoch milliseconds; everything built is older. */
  now: number;
  /** Ids of everybody there is. */
  people: readonly string[];
};

export const DAY = 86_400_000;

/** Adds people; their usernames are 100000 and up. */
export function addPeople({ add, now, people }: Building): void {
  for (const [index, id] of people.entries())
    add('backend_users', {
      id,
      client: 'default',
      auth_method: 'discord',
      username: String(100_000 + index),
      display_name: `Person ${index}`,
      notes: '',
      enabled: 1,
      deleted: 0,
      show_on_leaderboard: 1,
      created_at: now - 400 * DAY,
      terms_accepted_at: now - 400 * DAY,
      last_activity_at: null,
      streak_days: null,
      streak_start_at: null,
    });
}

/** Somebody by chance; a few are drawn much more often than the others. */
export function somebody({ random, people }: Building): string {
  return people[Math.floor(random() ** 2 * people.length)] ?? '';
}

/** So many different people, none of them `author`. */
export function others({ random, people }: Building, author: string, count: number): string[] {
  const start = Math.floor(random() * people.length);
  const row = Array.from({ length: count + 1 }, (_, step) => people[(start + step) % people.length] ?? '');
  return row.filter((id) => id !== author).slice(0, count);
}

type Deed = { userId: string; type: TaskType; lang: string; subjectId: string | null; at: number };

/** Adds a finished task and gives its id. */
export function addTask({ add, newId }: Building, { userId, type, lang, subjectId, at }: Deed): string {
  const id = newId();
  add('backend_tasks', {
    id,
    client: 'default',
    user_id: userId,
    type,
    lang,
    subject_id: subjectId,
    payload: '{"candidates":[]}',
    label_mode: type.startsWith('label_') ? 'full' : null,
    collective: 0,
    created_at: at,
    expires_at: at + defaults.taskValidityMs,
    acked_id: newId(),
    done_at: at + 60_000,
    skipped_at: null,
    skip_reason: null,
  });
  return id;
}
