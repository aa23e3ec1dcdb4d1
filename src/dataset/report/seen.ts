import type { MessageRole } from '../../backend/messages/label-sets.ts';
import type { LabelJudgement } from '../export/opinions/label-judgements.ts';
import type { Rankings } from '../export/opinions/rankings.ts';
import type { StoredMessage, StoredTree } from '../export/read.ts';

/** What a report reads of a tree: the chosen messages, and what people said of them. */
export type SeenTree = {
  tree: StoredTree;
  messages: readonly StoredMessage[];
  labelsOf(messageId: string): readonly LabelJudgement[];
  /** Of its replies. */
  rankingsOf(messageId: string): Pick<Rankings, 'counted' | 'partial'>;
  /** Who ranked the prompt against others: a name for each task and person. */
  promptVotes: readonly { ballot: string; user: string }[];
};

/** What adds up while a report goes through the trees. */
export type Subject<Figures> = { see(tree: SeenTree): void; figures(): Figures };

/** What messages are told apart by. */
export const messageKinds = ['initial_prompt', 'prompter_reply', 'assistant_reply'] as const;
export type MessageKind = MessageRole;

/** What a message is. */
export function kindOf({ parentId, isAssistant }: StoredMessage): MessageKind {
  if (parentId === undefined) return 'initial_prompt';
  return isAssistant ? 'assistant_reply' : 'prompter_reply';
}

/** The entry of a map, made when it is asked for first. */
export function entryOf<Key, Value>(map: Map<Key, Value>, key: Key, create: () => Value): Value {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = create();
  map.set(key, made);
  return made;
}
