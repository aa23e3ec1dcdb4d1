import type { Db } from '../../../src/backend/db.ts';
import { defaults } from '../../../src/backend/settings/settings.ts';
import { leaderScore, noDeeds } from '../../../src/backend/standings/score.ts';
import type { TimeFrame } from '../../../src/oasst/stats.ts';

const DAY = 86_400_000;

/** The rows of everything that scores depend on. */
export async function everything(db: Db) {
  return {
    users: await db.selectFrom('backend_users').selectAll().execute(),
    trees: await db.selectFrom('backend_trees').selectAll().execute(),
    messages: await db.selectFrom('backend_messages').selectAll().execute(),
    tasks: await db.selectFrom('backend_tasks').selectAll().execute(),
    labels: await db.selectFrom('backend_labels').selectAll().execute(),
    emojis: await db.selectFrom('backend_emojis').selectAll().execute(),
    rankings: await db.selectFrom('backend_rankings').selectAll().execute(),
    places: await db.selectFrom('backend_places').selectAll().execute(),
  };
}
type Everything = Awaited<ReturnType<typeof everything>>;

/** What of it was done in one language; all of it without one. */
export function inLanguage(all: Everything, lang: string | undefined): Everything {
  if (lang === undefined) return all;
  const of = <T extends { lang: string }>(rows: readonly T[]) => rows.filter((row) => row.lang === lang);
  return { ...all, messages: of(all.messages), tasks: of(all.tasks) };
}

/** Where a time frame begins, as the rules have it: 24 hours ago, or midnight (UTC) 7 or 30 days ago. */
export function frameStart(frame: TimeFrame, now: number): number {
  const midnight = new Date(now).setUTCHours(0, 0, 0, 0);
  return { day: now - DAY, week: midnight - 7 * DAY, month: midnight - 30 * DAY, total: 0 }[frame];
}

/** Everybody's deeds, and the leaderboard's names in order, counted person by person from all rows. */
export function naiveScores(all: Everything, since: number) {
  const scores = all.users.flatMap((user) => {
    const own = all.messages.filter(
      ({ user_id, created_at, deleted }) => user_id === user.id && created_at >= since && deleted === 0,
    );
    const tasks = all.tasks.filter(
      ({ user_id, done_at }) => user_id === user.id && done_at !== null && done_at >= since,
    );
    const recent = new Set(all.rankings.filter(({ created_at }) => created_at >= since).map(({ id }) => id));
    const theirs = new Set(all.messages.filter(({ user_id }) => user_id === user.id).map(({ id }) => id));
    const places = all.places.filter(
      ({ ranking_id, message_id }) => recent.has(ranking_id) && theirs.has(message_id),
    );
    const prompts = own.filter(({ depth }) => depth === 0);
    const assistant = own.filter(({ depth, is_assistant }) => depth > 0 && is_assistant === 1);
    const prompter = own.filter(({ depth, is_assistant }) => depth > 0 && is_assistant === 0);
    const accepted = (some: typeof own) => some.filter(({ review_result }) => review_result === 1).length;
    const labelled = (mode: string) =>
      tasks.filter(({ type, label_mode }) => type.startsWith('label_') && label_mode === mode);
    const at = (place: number) => places.filter((other) => other.place === place).length;
    const deeds = {
      ...noDeeds,
      prompts: prompts.length,
      replies_assistant: assistant.length,
      replies_prompter: prompter.length,
      labels_simple: labelled('simple').length,
      labels_full: labelled('full').length,
      rankings_total: tasks.filter(({ type }) => type.startsWith('rank_')).length,
      accepted_prompts: accepted(prompts),
      accepted_replies_assistant: accepted(assistant),
      accepted_replies_prompter: accepted(prompter),
      reply_ranked_1: at(0),
      reply_ranked_2: at(1),
      reply_ranked_3: at(2),
    };
    return Object.values(deeds).every((count) => count === 0)
      ? []
      : [{ user, deeds, score: leaderScore(deeds, defaults.points) }];
  });
  return scores.toSorted((a, b) => b.score - a.score || (a.user.id < b.user.id ? -1 : 1));
}

/** What is held against everybody who has anything, in no order. */
export function naiveTrolls(all: Everything, since: number) {
  const emojisOn = Map.groupBy(all.emojis, ({ message_id }) => message_id);
  const labelsOf = Map.groupBy(all.labels, ({ message_id }) => message_id);
  const aborted = new Set(all.trees.filter(({ state }) => state === 'aborted_low_grade').map(({ id }) => id));
  return all.users.flatMap(({ id }) => {
    const written = all.messages.filter(({ user_id, created_at }) => user_id === id && created_at >= since);
    const kept = written.filter(({ deleted }) => deleted === 0);
    const emojis = kept.flatMap((message) => emojisOn.get(message.id) ?? []);
    const marked = kept.filter((message) => emojisOn.has(message.id));
    const labels = marked
      .flatMap((message) => labelsOf.get(message.id) ?? [])
      .map((row): Record<string, number> => JSON.parse(row.labels));
    const count = (name: string) => emojis.filter(({ emoji }) => emoji === name).length;
    const sum = (label: string) => labels.reduce((total, values) => total + (values[label] ?? 0), 0);
    const facts = {
      red_flags: count('red_flag'),
      upvotes: count('+1'),
      downvotes: count('-1'),
      spam_prompts: written.filter((message) => aborted.has(message.id)).length,
      spam: sum('spam'),
      pii: sum('pii'),
      quality: labels.length === 0 ? null : sum('quality') / labels.length,
    };
    const { red_flags, upvotes, downvotes, spam_prompts, pii } = facts;
    const troll_score = 3 * red_flags - upvotes + downvotes + spam_prompts + pii;
    return labels.length === 0 && spam_prompts === 0 ? [] : [{ user_id: id, troll_score, ...facts }];
  });
}
