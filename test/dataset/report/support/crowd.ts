import { inParts } from '../../../../src/dataset/in-parts.ts';
import { seededRandom } from '../../../support/random.ts';
import { messageId, personId, putPeople, uuid } from '../../support/collection.ts';
import type { Db } from '../../support/text.ts';

/** What is true of the crowd that `putCrowd` makes, however many of them there are. */
export const truth = {
  /** A third of the prompts are spam, nearly; one reviewer in ten errs, either way. */
  spam: 0.3 * 0.9 + 0.7 * 0.1,
  /** 1 − the chance that two differ over the chance that two strangers do. */
  spamAlpha: 1 - (2 * 0.1 * 0.9) / (2 * 0.34 * 0.66),
  /** Points are as often each; seven in ten reviewers see the right one, and the others any. */
  quality: 0.5,
  qualityAlpha: 0.7 ** 2,
  /** Six in ten put replies into the right order, the others into any. */
  tau: 0.6 ** 2,
  notRankable: 0.1,
  skips: 0.2,
  /** Seconds. */
  median: 90,
  accepted: { warned: 0.5, others: 0.9 },
} as const;

export type Chance = ReturnType<typeof seededRandom>;

export const PEOPLE = 40;
const BEGUN = Date.UTC(2026, 0, 1);
const REPLIES = 3;
const REVIEWERS = 4;

/** What several reviewers say of one prompt. */
export function spamOf(chance: Chance): number[] {
  const isSpam = chance() < 0.3;
  return Array.from({ length: REVIEWERS }, () => (chance() < 0.9 === isSpam ? 1 : 0));
}

/** What several reviewers say of its quality. */
export function qualityOf(chance: Chance): number[] {
  const right = Math.floor(chance() * 5) / 4;
  return Array.from({ length: REVIEWERS }, () => (chance() < 0.7 ? right : Math.floor(chance() * 5) / 4));
}

/** Trees of a prompt and three replies, reviewed and ranked by people who err as often as `truth` says. */
export async function putCrowd(db: Db, { trees, seed }: { trees: number; seed: number }): Promise<void> {
  const chance = seededRandom(seed);
  await putPeople(
    db,
    Array.from({ length: PEOPLE }, () => ({})),
  );
  const all = Array.from({ length: trees }, (_, tree) => treeRows(tree, chance));
  const insert = async <Table extends keyof Rows>(table: Table, rows: Rows[Table]) => {
    for (const some of inParts<object>(rows, 400))
      await db
        .insertInto(table)
        .values(some as never)
        .execute();
  };
  await insert(
    'backend_trees',
    all.flatMap((rows) => rows.backend_trees),
  );
  await insert(
    'backend_messages',
    all.flatMap((rows) => rows.backend_messages),
  );
  await insert(
    'backend_labels',
    all.flatMap((rows) => rows.backend_labels),
  );
  await insert(
    'backend_rankings',
    all.flatMap((rows) => rows.backend_rankings),
  );
  await insert(
    'backend_places',
    all.flatMap((rows) => rows.backend_places),
  );
  await insert(
    'backend_tasks',
    all.flatMap((rows) => rows.backend_tasks),
  );
}

type Rows = Record<
  | 'backend_trees'
  | 'backend_messages'
  | 'backend_labels'
  | 'backend_rankings'
  | 'backend_places'
  | 'backend_tasks',
  object[]
>;

function treeRows(tree: number, chance: Chance): Rows {
  const id = messageId(tree, 0);
  const [spam, quality] = [spamOf(chance), qualityOf(chance)];
  const rankings = Array.from({ length: REVIEWERS }, (_, voter) => ranking(tree, voter, chance));
  return {
    backend_trees: [
      {
        ...{ id, lang: tree % 3 === 0 ? 'de' : 'en', state: 'ready_for_export', origin: null },
        ...{ goal_size: 12, max_depth: 3, max_children: 3, created_at: BEGUN + tree },
        ...{ won_lottery_at: null, prompt_votes: 0 },
      },
    ],
    backend_messages: Array.from({ length: REPLIES + 1 }, (_, index) => message(tree, index, chance)),
    backend_labels: spam.map((value, reviewer) => ({
      ...{
        id: uuid(`labels ${tree}/${reviewer}`),
        message_id: id,
        user_id: personId(personOf(tree, reviewer)),
      },
      ...{ kind: 'review', task_id: null, text: '', created_at: BEGUN },
      labels: JSON.stringify({ spam: value, quality: quality[reviewer] }),
    })),
    backend_rankings: rankings.map(({ row }) => row),
    backend_places: rankings.flatMap(({ places }) => places),
    backend_tasks: Array.from({ length: 5 }, (_, number) => task(tree, number, chance)),
  };
}

function message(tree: number, index: number, chance: Chance) {
  const isWarned = chance() < 0.3;
  const isAccepted = chance() < (isWarned ? truth.accepted.warned : truth.accepted.others);
  const lang = tree % 3 === 0 ? 'de' : 'en';
  return {
    ...{ id: messageId(tree, index), tree_id: messageId(tree, 0), depth: index === 0 ? 0 : 1 },
    ...{ parent_id: index === 0 ? null : messageId(tree, 0), client: 'default', user_id: personId(index) },
    ...{ frontend_message_id: `${tree}/${index}`, task_id: uuid(`task ${tree}/${index}`), lang, queue: lang },
    ...{ text: `text ${tree} of ${index}`, is_assistant: index === 0 ? 0 : 1, created_at: BEGUN + tree },
    ...{ review_count: 3, review_result: isAccepted ? 1 : 0, deleted: 0, deleted_with: null, edited: 0 },
    ...{ synthetic: 0, model_name: null, ranking_count: 0, rank: null, child_count: 0, wanted: null },
    ...{ reserved_until: null, reserved_by: null, second_look: isWarned ? '["short"]' : null },
  };
}

function ranking(tree: number, voter: number, chance: Chance) {
  const isRight = chance() < 0.6;
  const right = [1, 2, 3];
  const order = isRight
    ? right
    : right
        .map((one) => ({ one, at: chance() }))
        .sort((a, b) => a.at - b.at)
        .map(({ one }) => one);
  const id = uuid(`ranking ${tree}/${voter}`);
  return {
    row: {
      ...{ id, tree_id: messageId(tree, 0), parent_id: messageId(tree, 0), task_id: id, created_at: BEGUN },
      ...{ user_id: personId(personOf(tree, voter)), not_rankable: chance() < truth.notRankable ? 1 : 0 },
    },
    places: order.map((index, place) => ({ ranking_id: id, message_id: messageId(tree, index), place })),
  };
}

function task(tree: number, number: number, chance: Chance) {
  const isSkipped = chance() < truth.skips;
  const normal = Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance()); // Box and Muller 1958
  const done = BEGUN + Math.round(truth.median * 1_000 * Math.exp(normal));
  return {
    ...{ id: uuid(`task ${tree}/${number}`), client: 'default', user_id: personId(number), lang: 'en' },
    ...{ type: 'assistant_reply', subject_id: null, payload: '{}', label_mode: null, collective: 0 },
    ...{ created_at: BEGUN, expires_at: BEGUN, acked_id: null, skip_reason: null },
    ...(isSkipped ? { done_at: null, skipped_at: done } : { done_at: done, skipped_at: null }),
  };
}

/** Different people for one tree. */
function personOf(tree: number, number: number) {
  return (tree * 7 + number * 11) % PEOPLE;
}
