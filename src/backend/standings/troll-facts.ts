import { z } from 'zod';
import type { Db } from '../context.ts';
import type { Settings } from '../settings.ts';

const count = z.int().min(0).default(0);
const mean = z.number().nullable().default(null);

/** What others hold against somebody: flags and thumbs, and the labels of messages that have any emoji. */
export const TrollFacts = z.object({
  red_flags: count,
  upvotes: count,
  downvotes: count,
  spam_prompts: count,
  spam: count,
  lang_mismach: count,
  not_appropriate: count,
  pii: count,
  hate_speech: count,
  sexual_content: count,
  political_content: count,
  quality: mean,
  humor: mean,
  toxicity: mean,
  violence: mean,
  helpfulness: mean,
});
export type TrollFacts = z.infer<typeof TrollFacts>;

// the protocol's own spelling of the second
const sums = {
  spam: 'spam',
  lang_mismatch: 'lang_mismach',
  not_appropriate: 'not_appropriate',
  pii: 'pii',
  hate_speech: 'hate_speech',
  sexual_content: 'sexual_content',
  political_content: 'political_content',
} as const;
const means = ['quality', 'humor', 'toxicity', 'violence', 'helpfulness'] as const;
const counted = { red_flag: 'red_flags', '+1': 'upvotes', '-1': 'downvotes' } as const;

/** The score of the trollboard, by the reference backend's formula; the spam label and the means do not count. */
export function trollScore(facts: TrollFacts, points: Settings['trollPoints']): number {
  const names = Object.keys(points) as (keyof typeof points)[]; // a closed object
  return Math.round(names.reduce((sum, name) => sum + points[name] * facts[name], 0));
}

/** What is held against whom for messages written since `since`; who has nothing is not there. */
export async function trollFacts(db: Db, since: number): Promise<Map<string, TrollFacts>> {
  const facts = new Map<string, TrollFacts>();
  const add = (userId: string, more: Partial<TrollFacts>) =>
    facts.set(userId, { ...(facts.get(userId) ?? TrollFacts.parse({})), ...more });
  for (const { user_id, emoji, count } of await emojisSince(db, since))
    add(user_id, { [counted[emoji as keyof typeof counted]]: Number(count) }); // only these were asked for
  for (const { user_id, count } of await abortedPrompts(db, since))
    add(user_id, { spam_prompts: Number(count) });
  for (const [userId, rows] of Map.groupBy(await labelsSince(db, since), ({ user_id }) => user_id))
    add(userId, labelFacts(rows.map(({ labels }) => Labels.parse(JSON.parse(labels)))));
  return facts;
}

const Labels = z.record(z.string(), z.number());

function labelFacts(rows: readonly Record<string, number>[]): Partial<TrollFacts> {
  const valuesOf = (label: string) => rows.flatMap((labels) => labels[label] ?? []);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return {
    ...Object.fromEntries(
      Object.entries(sums).map(([label, name]) => [name, Math.round(sum(valuesOf(label)))]),
    ),
    ...Object.fromEntries(
      means.map((label) => {
        const values = valuesOf(label);
        return [label, values.length === 0 ? null : sum(values) / values.length];
      }),
    ),
  };
}

/** The recent messages are set apart first: grouping at once makes SQLite go through all in the order of users. */
function emojisSince(db: Db, since: number) {
  return db
    .with(
      (name) => name('recent').materialized(),
      (query) =>
        query
          .selectFrom('backend_messages')
          .select(['id', 'user_id'])
          .where('created_at', '>=', since)
          .where('deleted', '=', 0),
    )
    .selectFrom('recent')
    .crossJoin('backend_emojis')
    .whereRef('backend_emojis.message_id', '=', 'recent.id')
    .select(({ fn }) => ['recent.user_id', 'emoji', fn.countAll<number>().as('count')])
    .where('emoji', 'in', Object.keys(counted))
    .groupBy(['recent.user_id', 'emoji'])
    .execute();
}

function abortedPrompts(db: Db, since: number) {
  return db
    .selectFrom('backend_trees')
    .innerJoin('backend_messages', 'backend_messages.id', 'backend_trees.id')
    .select(({ fn }) => ['backend_messages.user_id', fn.countAll<number>().as('count')])
    .where('backend_trees.state', '=', 'aborted_low_grade')
    .where('backend_messages.created_at', '>=', since)
    .groupBy('backend_messages.user_id')
    .execute();
}

function labelsSince(db: Db, since: number) {
  return db
    .selectFrom('backend_messages') // a cross join keeps SQLite from beginning with all labels there ever were
    .crossJoin('backend_labels')
    .whereRef('backend_labels.message_id', '=', 'backend_messages.id')
    .select(['backend_messages.user_id', 'backend_labels.labels'])
    .where('backend_messages.created_at', '>=', since)
    .where('backend_messages.deleted', '=', 0)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('backend_emojis')
          .select('backend_emojis.emoji')
          .whereRef('backend_emojis.message_id', '=', 'backend_messages.id'),
      ),
    )
    .execute();
}
