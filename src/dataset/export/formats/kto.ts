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

function lines(context: Context, { tree, messages }: ChosenTree): KtoLine[] {
  const { names, choice, leftOut } = context;
  const byId = byIds(messages);
  const siblings = repliesTo(messages);
  return messages.flatMap((reply) => {
    const { message, opinions } = reply;
    const before = pathTo(reply, byId).slice(0, -1);
    if (!message.isAssistant || before.length === 0) return [];
    if (!before.every((above) => above.message.accepted)) return [];
    const ranked = (siblings.get(message.parentId) ?? []).filter(isRanked);
    const judged = goodOrBad({
      isRefused: message.reviewResult === false,
      place: isRanked(reply) ? ranked.indexOf(reply) : undefined,
      ranked: ranked.length,
      quality: opinions.labels?.quality?.value ?? undefined,
    });
    if (!judged) {
      addTo(leftOut.noLines, 'undecided');
      return [];
    }
    const line: KtoLine = {
      prompt: before.map(turn),
      completion: [turn(reply)],
      label: judged.isGood,
      label_by: judged.by,
      lang: message.lang,
      message_tree_id: names.message_tree(tree.name),
      message_id: names.message(message.name),
      rank: message.rank ?? null,
      siblings: ranked.length,
      synthetic: message.synthetic,
      model_name: message.modelName ?? null,
      completion_labels: choice.labels && opinions.labels ? labelColumns(opinions.labels) : null,
    };
    return [line];
  });
}

function isRanked({ message }: ToWrite) {
  return message.rank !== undefined;
}
