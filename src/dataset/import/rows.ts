import type { Insertable } from 'kysely';
import type { BackendMessagesTable } from '../../backend/messages/tables.ts';
import type { BackendTreesTable } from '../../backend/trees/tables.ts';
import type { BackendUsersTable } from '../../backend/users/tables.ts';
import { IMPORTED, idOf, NOBODY } from '../names.ts';
import type { BackendImportedTable } from '../tables.ts';
import type { Incoming } from './parse-branch.ts';
import type { Facts, TreePlan } from './plan.ts';

/** The rows that one message becomes; a tree's comes with its prompt. */
export type Rows = {
  author: Insertable<BackendUsersTable>;
  tree: Insertable<BackendTreesTable> | undefined;
  message: Insertable<BackendMessagesTable>;
  imported: Insertable<BackendImportedTable>;
};

export type TreePosition = {
  rootId: string;
  depth: number;
  /** Of a new tree its plan; of one that is here its language. */
  plan: TreePlan | { lang: string };
  facts: Facts;
  /** The campaign of a new tree; null for none. */
  campaignId: string | null;
};

/** Turns a message into rows. What has no date counts as written `now`. */
export function rowsOf(incoming: Incoming, place: TreePosition, now: number): Rows {
  const { id, parentId, message } = incoming;
  const plan = 'wants' in place.plan ? place.plan : undefined;
  const wants = plan?.wants.get(id);
  const authorId = message.user_id ? idOf(message.user_id) : NOBODY;
  const createdAt = message.created_date ? Date.parse(message.created_date) : now;
  return {
    author: authorOf(message.user_id ?? undefined, now),
    tree:
      parentId === undefined && plan ? treeOf(incoming, plan, createdAt, { ...place, authorId }) : undefined,
    message: {
      id,
      tree_id: place.rootId,
      parent_id: parentId ?? null,
      depth: place.depth,
      client: IMPORTED,
      user_id: authorId,
      frontend_message_id: message.message_id,
      task_id: null,
      text: message.text,
      lang: message.lang,
      queue: place.plan.lang,
      is_assistant: message.role === 'assistant' ? 1 : 0,
      created_at: createdAt,
      review_count: place.facts.reviewCount,
      review_result: place.facts.accepted === undefined ? null : Number(place.facts.accepted),
      deleted: Number(place.facts.deleted),
      edited: 0,
      synthetic: Number(message.synthetic ?? isByModel(incoming)),
      model_name: message.model_name ?? null,
      ranking_count: 0,
      rank: message.rank ?? null,
      child_count: wants?.childCount ?? 0,
      wanted: wants?.wanted ?? null,
      reserved_until: null,
      reserved_by: null,
      second_look: message.second_look?.length ? JSON.stringify(message.second_look) : null,
      campaign_id: place.campaignId,
    },
    imported: broughtBy(incoming),
  };
}

/** Who wrote what does not say so: replies come from models, to be ranked, and prompts from people. */
function isByModel({ parentId, message }: Incoming) {
  return parentId !== undefined || typeof message.model_name === 'string';
}

/** True when a message brought nothing that needs a row of its own. */
export function isBare({ message_id: _, undated, ...rest }: Insertable<BackendImportedTable>): boolean {
  return undated !== 1 && Object.values(rest).every((value) => value === null);
}

function treeOf(
  incoming: Incoming,
  { state, sizes }: TreePlan,
  createdAt: number,
  { campaignId, authorId }: { campaignId: string | null; authorId: string },
) {
  const won = ['growing', 'ranking', 'ready_for_scoring', 'ready_for_export', 'scoring_failed'].includes(
    state,
  );
  return {
    id: incoming.id,
    lang: incoming.message.lang,
    state,
    goal_size: sizes.goalSize,
    max_depth: sizes.maxDepth,
    max_children: sizes.maxChildren,
    origin: incoming.origin ?? null,
    created_at: createdAt,
    won_lottery_at: won ? createdAt : null,
    prompt_votes: 0,
    was_finished: 0,
    campaign_id: campaignId,
    author_id: authorId,
  };
}

function broughtBy({
  id,
  parentId,
  message,
  treeName,
  meta,
  treeMeta,
  judgements = [],
}: Incoming): Insertable<BackendImportedTable> {
  const isNamed = parentId === undefined && treeName !== undefined && treeName !== message.message_id;
  return {
    message_id: id,
    tree_name: isNamed ? treeName : null,
    labels: json(some(message.labels, ({ count, value }) => count > 0 || value !== null)),
    emojis: json(some(message.emojis, (count) => count > 0)),
    events: json(message.events),
    judgements: judgements.length > 0 ? JSON.stringify(judgements) : null,
    detoxify: json(message.detoxify),
    meta: meta.json ?? null,
    tree_meta: (parentId === undefined && treeMeta?.json) || null,
    undated: message.created_date ? 0 : 1,
    position: null,
  };
}

/** Somebody who is known by a name in a file alone. */
export function authorOf(name: string | undefined, now: number): Insertable<BackendUsersTable> {
  return {
    id: name === undefined ? NOBODY : idOf(name),
    client: IMPORTED,
    auth_method: 'system',
    username: name ?? 'nobody',
    display_name: 'Imported author',
    notes: '',
    enabled: 1,
    deleted: 0,
    show_on_leaderboard: 0,
    created_at: now,
    terms_accepted_at: now,
    last_activity_at: null,
    streak_days: null,
    streak_start_at: null,
  };
}

/** Without those that say nothing: an export has a field for every name there is. */
function some<T>(fields: Readonly<Record<string, T>> | null | undefined, says: (field: T) => boolean) {
  return fields && Object.fromEntries(Object.entries(fields).filter(([, field]) => says(field)));
}

function json(value: object | null | undefined) {
  return value && Object.keys(value).length > 0 ? JSON.stringify(value) : null;
}
