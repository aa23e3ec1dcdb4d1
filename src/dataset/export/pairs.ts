import type { Naming } from '../names.ts';
import type { StoredTree } from './read.ts';
import type { ToWrite } from './to-record.ts';

/**
 * For every two ranked replies of the assistant to the same message, one pair: the better and the worse one, and the
 * conversation before them. The shape is what preference trainers read: https://huggingface.co/docs/trl/dataset_formats
 */
export function preferencePairs(messages: readonly ToWrite[], tree: StoredTree, names: Naming): object[] {
  const byId = new Map(messages.map((toWrite) => [toWrite.message.id, toWrite]));
  const ranked = messages.filter(({ message }) => message.isAssistant && message.rank !== undefined);
  const siblings = Map.groupBy(ranked, ({ message }) => message.parentId);
  return [...siblings.values()].flatMap((replies) =>
    replies.flatMap((chosen, place) => replies.slice(place + 1).map((rejected) => pair(chosen, rejected))),
  );

  function pair(chosen: ToWrite, rejected: ToWrite) {
    return {
      prompt: conversationBefore(chosen),
      chosen: [turn(chosen)],
      rejected: [turn(rejected)],
      lang: chosen.message.lang,
      message_tree_id: names.message_tree(tree.name),
      parent_id: chosen.parentName && names.message(chosen.parentName),
      chosen_id: names.message(chosen.message.name),
      rejected_id: names.message(rejected.message.name),
      chosen_rank: chosen.message.rank,
      rejected_rank: rejected.message.rank,
      chosen_synthetic: chosen.message.synthetic,
      rejected_synthetic: rejected.message.synthetic,
    };
  }

  function conversationBefore({ message }: ToWrite) {
    const turns: object[] = [];
    for (let above = message.parentId; above !== undefined; ) {
      const toWrite = byId.get(above);
      if (toWrite) turns.unshift(turn(toWrite));
      above = toWrite?.message.parentId;
    }
    return turns;
  }
}

function turn({ message }: ToWrite) {
  return { role: message.isAssistant ? 'assistant' : 'user', content: message.text };
}
