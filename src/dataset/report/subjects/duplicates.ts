import { hash } from 'node:crypto';
import { textKey } from '../../../backend/trees/text-key.ts';
import { createLikes, type Likes } from '../likes.ts';
import { marksOfPrompt, marksOfReply } from '../marks.ts';
import { entryOf, kindOf, type MessageKind, messageKinds, type Subject } from '../seen.ts';

/** How many texts say again what another of their kind says. */
export type DuplicateFigures = {
  kind: MessageKind;
  texts: number;
  /** Those that are the same as an earlier one, but for blanks around them. */
  exact: number;
  /**
   * Those that are nearly the same as an earlier one or exactly: one less than there are in each group of likes. Prompts by what
   * splits keep them on one side for, replies more strictly and only those that are long enough to say something of their own.
   */
  near: number;
};

type Texts = { texts: number; likes: Likes };

const HASH_BYTES = 6; // what a number holds exactly

/** Texts that occur again; what was erased is no text. It is closed when nobody asks for its figures any more. */
export function createDuplicates(): Subject<DuplicateFigures[]> & { close(): void } {
  const kinds = new Map<MessageKind, Texts>();
  return {
    see({ messages }) {
      for (const message of messages) {
        const text = textKey(message.text);
        if (text === '') continue;
        const kind = kindOf(message);
        const of = entryOf(kinds, kind, () => ({ texts: 0, likes: createLikes() }));
        of.texts += 1;
        const key = hash('sha256', text, 'buffer').readUIntBE(0, HASH_BYTES);
        of.likes.add(key, kind === 'initial_prompt' ? marksOfPrompt(text) : marksOfReply(text));
      }
    },
    figures: () =>
      messageKinds.flatMap((kind) => {
        const of = kinds.get(kind);
        if (!of) return [];
        const { same, alike } = of.likes.again();
        return [{ kind, texts: of.texts, exact: same, near: alike }];
      }),
    close() {
      for (const { likes } of kinds.values()) likes.close();
    },
  };
}
