import type { Naming } from '../../names.ts';
import type { PairLine } from '../../schemas/pair.ts';
import type { StoredTree } from '../read.ts';
import type { Pair } from './find-pairs.ts';

type AboutPair = Omit<PairLine, 'prompt' | 'chosen' | 'rejected' | 'chosen_labels' | 'rejected_labels'>;

/** What a line says about two messages besides their texts. */
export function aboutPair(
  { parent, chosen, rejected, votes }: Pair,
  tree: StoredTree,
  names: Naming,
): AboutPair {
  return {
    lang: chosen.message.lang,
    message_tree_id: names.message_tree(tree.name),
    parent_id: parent ? names.message(parent.message.name) : null,
    chosen_id: names.message(chosen.message.name),
    rejected_id: names.message(rejected.message.name),
    chosen_rank: chosen.message.rank ?? null,
    rejected_rank: rejected.message.rank ?? null,
    chosen_votes: votes?.chosen ?? null,
    rejected_votes: votes?.rejected ?? null,
    margin: votes ? votes.chosen - votes.rejected : null,
    chosen_synthetic: chosen.message.synthetic,
    rejected_synthetic: rejected.message.synthetic,
    chosen_model_name: chosen.message.modelName ?? null,
    rejected_model_name: rejected.message.modelName ?? null,
  };
}
