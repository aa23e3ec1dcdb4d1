import { wireDate } from '../../backend/dates.ts';
import type { Naming } from '../names.ts';
import type { Events } from '../record.ts';
import type { Opinions } from './opinions/opinions.ts';
import type { StoredMessage, StoredTree } from './read.ts';

const DECIDED_AFTER = 3; // reviews: before that a refusal is not written, as the reference does it

/** One message with what it needs to be written. */
export type ToWrite = { message: StoredMessage; parentName: string | undefined; opinions: Opinions };

/** The fields of a message in the order of the format; those without a value are undefined, and so not written. */
function toRecord({ message, parentName, opinions }: ToWrite, names: Naming, replies?: object[]) {
  return {
    message_id: names.message(message.name),
    parent_id: parentName && names.message(parentName),
    user_id: message.author && names.user(message.author),
    created_date: wireDate(message.createdAt),
    text: message.text,
    role: message.isAssistant ? 'assistant' : 'prompter',
    lang: message.lang,
    review_count: message.reviewCount,
    review_result:
      message.reviewResult || message.reviewCount >= DECIDED_AFTER ? message.reviewResult : undefined,
    deleted: message.deleted,
    rank: message.rank,
    synthetic: message.synthetic,
    model_name: message.modelName,
    emojis: opinions.emojis,
    replies,
    labels: opinions.labels,
    events: opinions.events && named(opinions.events, names),
    detoxify: opinions.detoxify,
  };
}

/** A message on its own, with the tree it belongs to. */
export function toFlatRecord(toWrite: ToWrite, tree: StoredTree, names: Naming): object {
  return {
    ...toRecord(toWrite, names),
    message_tree_id: names.message_tree(tree.name),
    tree_state: tree.state,
  };
}

/** A tree of the given messages, which stand depth first, the prompt before all. */
export function toTreeRecord([prompt, ...others]: readonly ToWrite[], tree: StoredTree, names: Naming) {
  const below = Map.groupBy(others, ({ message }) => message.parentId);
  return {
    message_tree_id: names.message_tree(tree.name),
    tree_state: tree.state,
    prompt: prompt && nested(prompt),
    origin: tree.origin,
  };

  function nested(toWrite: ToWrite): object {
    return toRecord(toWrite, names, (below.get(toWrite.message.id) ?? []).map(nested));
  }
}

function named(events: Events, names: Naming): object {
  return Object.fromEntries(
    Object.entries(events).map(([kind, list]) => [kind, list.map((event) => namedEvent(event, names))]),
  );
}

type Event = NonNullable<Events[keyof Events]>[number];

function namedEvent(event: Event, names: Naming): object {
  const user = { user_id: event.user_id ? names.user(event.user_id) : undefined };
  if (event.type !== 'ranking') return { ...event, ...user };
  return {
    ...event,
    ...user,
    ranked_message_ids: event.ranked_message_ids.map(names.message),
    ranking_parent_id: event.ranking_parent_id ? names.message(event.ranking_parent_id) : undefined,
    message_tree_id: event.message_tree_id ? names.message_tree(event.message_tree_id) : undefined,
  };
}
