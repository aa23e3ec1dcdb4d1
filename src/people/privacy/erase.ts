import { ComponentType, TextInputStyle } from 'discord-api-types/v10';
import { within } from '../../clock.ts';
import { customId, modalId, NO_SUBJECT } from '../../discord/custom-id.ts';
import type { ActionInteraction, Actor } from '../../discord/interaction.ts';
import { notice } from '../../discord/notice.ts';
import type { Reply } from '../../discord/reply.ts';
import type { View } from '../../discord/view.ts';
import type { Words } from '../../locales/words.ts';
import { askErasure } from '../../store/erasures.ts';
import type { ErasureMode } from '../../store/erasures-table.ts';
import type { Outcome } from '../erasure/machine.ts';
import { type PrivacyParts, wordsFor } from './parts.ts';

/** How long somebody is kept waiting for the end before they are told that it is under way. */
const PATIENCE_MS = 10_000;

/** Asks for a word to be typed, because this cannot be undone. */
export async function askToErase({ actor }: ActionInteraction, parts: PrivacyParts): Promise<Reply> {
  const words = wordsFor(parts, actor);
  const word = words('privacy.confirm_word');
  const field = {
    type: ComponentType.TextInput as const,
    custom_id: 'word',
    style: TextInputStyle.Short as const,
    required: true,
    max_length: 40,
    placeholder: word,
  };
  return {
    as: 'modal',
    modal: {
      custom_id: modalId('erased', NO_SUBJECT, '', parts.nonce()),
      title: words('button.delete_everything'),
      components: [
        { type: ComponentType.TextDisplay, content: words('privacy.confirm') },
        { type: ComponentType.Label, label: words('privacy.confirm_label', { word }), component: field },
      ],
    },
  };
}

/** Erases everything, if the word is the right one. */
export async function eraseConfirmed(
  { actor, fields }: ActionInteraction,
  parts: PrivacyParts,
): Promise<Reply> {
  const words = wordsFor(parts, actor);
  const typed = typeof fields.word === 'string' ? fields.word : '';
  const right = [words('privacy.confirm_word'), parts.translator.words('en')('privacy.confirm_word')];
  if (!right.map(folded).includes(folded(typed))) return { as: 'message', view: notConfirmed(words) };
  const id = await askErasure(parts.db, actor.id, 'erase', parts.clock.now());
  return await erasureReply(parts, actor, id, 'erase');
}

/** Says that nothing was deleted, with the button to try again. */
function notConfirmed(words: Words): View {
  const button = words('button.delete_everything');
  const text = words('privacy.not_confirmed', { word: words('privacy.confirm_word'), button });
  return notice(text, [{ label: button, id: customId('eraseme'), style: 'danger' }]);
}

/** Waits a while for an erasure, and says how far it is. */
export async function erasureReply(
  parts: PrivacyParts,
  actor: Actor,
  id: string,
  mode: ErasureMode,
): Promise<Reply> {
  const words = wordsFor(parts, actor);
  const outcome = await within(parts.clock, PATIENCE_MS, parts.erasing.run(id));
  const text = outcome?.done
    ? doneText(outcome, mode, parts.backendHost ?? '', words)
    : words('privacy.under_way');
  return { as: 'update', view: notice(text, [], words('privacy.title')) };
}

type DoneText = (
  outcome: Extract<Outcome, { done: true }>,
  mode: ErasureMode,
  host: string,
  words: ReturnType<typeof wordsFor>,
) => string;

const doneText: DoneText = ({ backend }, mode, host, words) => {
  if (backend === 'refused') return words('privacy.left_refused', { host });
  if (mode === 'unlink') return words('privacy.unlinked');
  return backend === 'all' ? words('privacy.erased') : words('privacy.left_protocol', { host });
};

function folded(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}
