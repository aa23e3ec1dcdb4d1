import { customId } from '../../discord/custom-id.ts';
import type { ActionInteraction } from '../../discord/interaction.ts';
import { notice } from '../../discord/notice.ts';
import type { Reply } from '../../discord/reply.ts';
import { withdrawConsent } from '../../store/consents.ts';
import { askErasure } from '../../store/erasures.ts';
import { erasureReply } from './erase.ts';
import { type PrivacyParts, wordsFor } from './parts.ts';

/** From this click on nothing new is taken; what becomes of the texts there are is asked. */
export async function withdraw({ actor }: ActionInteraction, parts: PrivacyParts): Promise<Reply> {
  await withdrawConsent(parts.db, actor.id, parts.clock.now());
  const words = wordsFor(parts, actor);
  const text = words('privacy.withdrawn', {
    keep: words('button.keep_unlinked'),
    erase: words('button.delete_everything'),
  });
  const buttons = [
    { label: words('button.keep_unlinked'), id: customId('unlinkme') },
    { label: words('button.delete_everything'), id: customId('eraseme'), style: 'danger' as const },
  ];
  return { as: 'update', view: notice(text, buttons, words('privacy.title')) };
}

/** Takes the actor's name and ids off what they gave. */
export async function unlink({ actor }: ActionInteraction, parts: PrivacyParts): Promise<Reply> {
  const id = await askErasure(parts.db, actor.id, 'unlink', parts.clock.now());
  return await erasureReply(parts, actor, id, 'unlink');
}
