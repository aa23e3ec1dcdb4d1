import { defaults } from '../../src/backend/settings/settings.ts';
import type { TreeState } from '../../src/backend/trees/tables.ts';
import { addTask, type Building, DAY, others } from './building.ts';
import { reviewOf, type Spot, shape, wantedAt, writingOf } from './shape.ts';

const MINUTE = 60_000;
const labels = JSON.stringify({ spam: 0, lang_mismatch: 0, quality: 0.75, humor: 0.25, violence: 0 });
const vocabulary =
  'the a river which city answers how long does it take to cook rice why is sky blue please write two lines';
const words = vocabulary.split(' ');

/** Adds a tree with everything that people did to bring it there, and says how many messages it has. */
export function addTree(at: Building, lang: string, state: TreeState): number {
  const begun = at.now - Math.floor(at.random() * 300 * DAY) - 2 * DAY;
  const spots = shape(at, state);
  const [prompt] = spots;
  if (!prompt) return 0;
  at.add('backend_trees', {
    id: prompt.id,
    lang,
    state,
    goal_size: defaults.goalTreeSize,
    max_depth: defaults.maxTreeDepth,
    max_children: defaults.maxChildren,
    origin: null,
    created_at: begun,
    won_lottery_at: spots.length > 1 ? begun : null,
    prompt_votes: ['growing', 'prompt_lottery_waiting'].includes(state) ? 1 : 3,
  });
  for (const [index, spot] of spots.entries())
    addMessage(at, { spot, treeId: prompt.id, lang, state, at: begun + index * MINUTE });
  for (const parent of spots)
    if (state === 'ready_for_export' && parent.children.length > 1)
      addRankings(at, parent, { treeId: prompt.id, lang, at: begun + DAY });
  return spots.length;
}

type Message = { spot: Spot; treeId: string; lang: string; state: TreeState; at: number };

function addMessage(at: Building, { spot, treeId, lang, state, at: writtenAt }: Message) {
  const { add, newId, random } = at;
  const parentId = spot.parent?.id ?? null;
  const deed = { userId: spot.author, type: writingOf(spot), lang, subjectId: parentId, at: writtenAt };
  const reviews = spot.waits ? 1 : defaults.reviewsForReply;
  const isRanked = state === 'ready_for_export' && spot.parent !== undefined;
  add('backend_messages', {
    id: spot.id,
    tree_id: treeId,
    parent_id: parentId,
    depth: spot.depth,
    client: 'default',
    user_id: spot.author,
    frontend_message_id: newId(),
    task_id: addTask(at, deed),
    text: Array.from({ length: 10 + random() * 60 }, () => words[Math.floor(random() * words.length)]).join(
      ' ',
    ),
    lang,
    queue: lang,
    is_assistant: spot.depth % 2,
    created_at: writtenAt,
    review_count: reviews,
    review_result: spot.waits ? null : Number(state !== 'aborted_low_grade'),
    deleted: 0,
    edited: 0,
    synthetic: 0,
    model_name: null,
    ranking_count: isRanked ? defaults.rankingsNeeded : 0,
    rank: isRanked ? (spot.parent?.children.indexOf(spot) ?? null) : null,
    child_count: spot.children.length,
    wanted: wantedAt(state, spot),
    reserved_until: null,
    reserved_by: null,
  });
  for (const userId of others(at, spot.author, reviews)) {
    const time = writtenAt + Math.floor(random() * DAY);
    const task = addTask(at, { userId, type: reviewOf(spot), lang, subjectId: spot.id, at: time });
    const given = {
      id: newId(),
      message_id: spot.id,
      user_id: userId,
      kind: 'review' as const,
      task_id: task,
    };
    add('backend_labels', { ...given, text: '', labels, created_at: time });
    if (random() < 0.1)
      add('backend_emojis', { message_id: spot.id, user_id: userId, emoji: '+1', created_at: time });
  }
}

function addRankings(
  at: Building,
  parent: Spot,
  { treeId, lang, at: time }: { treeId: string; lang: string; at: number },
) {
  for (const userId of others(at, parent.author, defaults.rankingsNeeded)) {
    const id = at.newId();
    const task = addTask(at, {
      userId,
      type: 'rank_assistant_replies',
      lang,
      subjectId: parent.id,
      at: time,
    });
    const vote = {
      id,
      tree_id: treeId,
      parent_id: parent.id,
      user_id: userId,
      task_id: task,
      not_rankable: 0,
    };
    at.add('backend_rankings', { ...vote, created_at: time });
    for (const [place, { id: message_id }] of parent.children.entries())
      at.add('backend_places', { ranking_id: id, message_id, place });
  }
}
