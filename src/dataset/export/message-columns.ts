import { wireDate } from '../../backend/dates.ts';
import type { Naming } from '../names.ts';
import type { MessageLine, TreeLine, TreeMessage } from '../schemas/message.ts';
import { eventColumns } from './event-columns.ts';
import { detoxifyColumns, emojiColumns, labelColumns, metaColumn } from './known-columns.ts';
import type { Opinions } from './opinions/opinions.ts';
import type { StoredMessage, StoredTree } from './read.ts';

const DECIDED_AFTER = 3; // reviews: before that a refusal is not written, as the reference does it

/** One message with what it needs to be written. */
export type ToWrite = { message: StoredMessage; parentName: string | undefined; opinions: Opinions };

/** A message on its own, with the tree it belongs to. */
export function toMessageLine(toWrite: ToWrite, tree: StoredTree, names: Naming): MessageLine {
  return {
    ...upToEmojis(toWrite, names),
    ...fromLabels(toWrite, names),
    message_tree_id: names.message_tree(tree.name),
    tree_state: tree.state,
    meta: metaColumn(toWrite.opinions),
  };
}

/** A tree of the given messages, which stand depth first, the prompt before all. */
export function toTreeLine(
  prompt: ToWrite,
  others: readonly ToWrite[],
  tree: StoredTree,
  names: Naming,
): TreeLine {
  const first = nested(prompt);
  const nodes = new Map([[prompt.message.id, first]]);
  for (const reply of others) {
    const node = nested(reply);
    nodes.set(reply.message.id, node);
    if (reply.message.parentId !== undefined) nodes.get(reply.message.parentId)?.replies.push(node);
  }
  return {
    message_tree_id: names.message_tree(tree.name),
    tree_state: tree.state,
    prompt: first,
    origin: tree.origin ?? null,
    meta: tree.meta ?? null,
  };

  function nested(toWrite: ToWrite): TreeMessage {
    return {
      ...upToEmojis(toWrite, names),
      replies: [],
      ...fromLabels(toWrite, names),
      meta: metaColumn(toWrite.opinions),
    };
  }
}

function upToEmojis({ message, parentName, opinions: { emojis } }: ToWrite, names: Naming) {
  const isDecided = message.reviewResult === true || message.reviewCount >= DECIDED_AFTER;
  return {
    message_id: names.message(message.name),
    parent_id: parentName === undefined ? null : names.message(parentName),
    user_id: message.author === undefined ? null : names.user(message.author),
    created_date: message.dated ? wireDate(message.createdAt) : null,
    text: message.text,
    role: message.isAssistant ? ('assistant' as const) : ('prompter' as const),
    lang: message.lang,
    review_count: message.reviewCount,
    review_result: isDecided ? (message.reviewResult ?? null) : null,
    deleted: message.deleted,
    rank: message.rank ?? null,
    synthetic: message.synthetic,
    model_name: message.modelName ?? null,
    emojis: emojis ? emojiColumns(emojis) : null,
  };
}

function fromLabels({ message, opinions: { labels, events, detoxify } }: ToWrite, names: Naming) {
  return {
    labels: labels ? labelColumns(labels) : null,
    events: events ? eventColumns(events, names) : null,
    detoxify: detoxifyColumns(detoxify),
    second_look: message.secondLook ?? null,
  };
}
