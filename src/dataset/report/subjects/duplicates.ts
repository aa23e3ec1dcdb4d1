import { createHash } from 'node:crypto';
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

type Texts = { texts: number; exact: Set<number>; near: Likes };

const HASH_BYTES = 6; // what a number holds exactly

/** Texts that occur again; what was erased is no text. Memory grows with the hashes of the texts that differ. */
export function createDuplicates(): Subject<DuplicateFigures[]> {
  const kinds = new Map<MessageKind, Texts>();
  return {
    see({ messages }) {
      for (const message of messages) {
        const text = textKey(message.text);
        if (text === '') continue;
        const kind = kindOf(message);
        const of = entryOf(kinds, kind, () => ({ texts: 0, exact: new Set(), near: createLikes() }));
        of.texts += 1;
        const hash = createHash('sha256').update(text).digest().readUIntBE(0, HASH_BYTES);
        of.exact.add(hash);
        const marks = kind === 'initial_prompt' ? marksOfPrompt(text) : marksOfReply(text);
        of.near.add([hash, ...marks]);
      }
    },
    figures: () =>
      messageKinds.flatMap((kind) => {
        const of = kinds.get(kind);
        if (!of) return [];
        const { texts, exact, near } = of;
        return [{ kind, texts, exact: texts - exact.size, near: texts - near.groups() }];
      }),
  };
}
