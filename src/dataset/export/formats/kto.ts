import { addTo } from '../../counting.ts';
import { KtoLine } from '../../schemas/kto.ts';
import { labelColumns } from '../known-columns.ts';
import type { ToWrite } from '../message-columns.ts';
import { byIds, pathTo, repliesTo, turn } from './conversation.ts';
import { type Context, type Format, ofTrees } from './format.ts';
import { type ChosenTree, treeBatches } from './from-trees.ts';
import { goodOrBad } from './good-or-bad.ts';

export const kto: Format = {
  line: KtoLine,
  says: ['one reply a line, and whether it is good: prompt, completion, label'],
  of: 'trees',
  options: [...ofTrees, 'labels', 'rank-by'],
  usual: { synthetic: 'yes', unaccepted: 'yes' }, // what reviewers refused is what a bad reply is
  batches: (context) =>
    treeBatches(context, {
      wanted: { labels: true, emojis: false, events: false, ballots: false },
      none: 'unjudged',
      page: () => (chosen) => lines(context, chosen),
    }),
};

function* lines(context: Context, { tree, messages }: ChosenTree): Generator<KtoLine> {
  const { names, choice, leftOut } = context;
  const byId = byIds(messages);
  const places = placesOf(messages);
  const throughout = acceptedThroughout(messages);
  for (const reply of messages) {
    const { message, opinions } = reply;
    if (!message.isAssistant || !message.parentId || !throughout.has(message.parentId)) continue;
    const ranked = places.get(message.parentId);
    const judged = goodOrBad({
      isRefused: message.reviewResult === false,
      place: ranked?.get(message.id),
      ranked: ranked?.size ?? 0,
      quality: opinions.labels?.quality?.value ?? undefined,
    });
    if (!judged) {
      addTo(leftOut.noLines, 'undecided');
      continue;
    }
    yield {
      prompt: pathTo(reply, byId).slice(0, -1).map(turn),
      completion: [turn(reply)],
      label: judged.isGood,
      label_by: judged.by,
      lang: message.lang,
      message_tree_id: names.message_tree(tree.name),
      message_id: names.message(message.name),
      rank: message.rank ?? null,
      siblings: ranked?.size ?? 0,
      synthetic: message.synthetic,
      model_name: message.modelName ?? null,
      completion_labels: choice.labels && opinions.labels ? labelColumns(opinions.labels) : null,
    };
  }
}

/** Which of the exported replies to each message have a place among them, and which. */
function placesOf(messages: readonly ToWrite[]): Map<string | undefined, Map<string, number>> {
  const ranked = messages.filter(({ message }) => message.rank !== undefined);
  return new Map(
    [...repliesTo(ranked)].map(([parentId, replies]) => [
      parentId,
      new Map(replies.map(({ message }, place) => [message.id, place])),
    ]),
  );
}

/** The ids of those that were accepted, and so was all that is exported above them; they stand depth first. */
function acceptedThroughout(messages: readonly ToWrite[]): Set<string> {
  const all = new Set(messages.map(({ message }) => message.id));
  const found = new Set<string>();
  for (const { message } of messages) {
    const { id, parentId, accepted } = message;
    const isBegun = parentId === undefined || !all.has(parentId);
    if (accepted && (isBegun || found.has(parentId))) found.add(id);
  }
  return found;
}
