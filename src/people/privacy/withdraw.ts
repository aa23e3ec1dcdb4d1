import { customId } from '../../discord/custom-id.ts';
import type { ActionInteraction, Actor } from '../../discord/interaction.ts';
import { notice } from '../../discord/notice.ts';
import type { Reply } from '../../discord/reply.ts';
import { discordIds, whose } from '../../oasst/discord-user.ts';
import { OasstError } from '../../oasst/errors.ts';
import { withdrawConsent } from '../../store/consents.ts';
import { askErasure } from '../../store/erasures.ts';
import { erasureReply } from './erase.ts';
import { type PrivacyParts, wordsFor } from './parts.ts';

/** From this click on nothing new is taken; what becomes of the texts there are is asked. */
export async function withdraw({ actor }: ActionInteraction, parts: PrivacyParts): Promise<Reply> {
  await withdrawConsent(parts.db, actor.id, parts.clock.now());
  const others = await withdrawOthers(parts, actor);
  const words = wordsFor(parts, actor);
  const told = words('privacy.withdrawn', {
    keep: words('button.keep_unlinked'),
    erase: words('button.delete_everything'),
  });
  const text = others === 'none' ? told : `${told}\n\n${words(`privacy.${others}`)}`;
  const buttons = [
    { label: words('button.keep_unlinked'), id: customId('unlinkme') },
    { label: words('button.delete_everything'), id: customId('eraseme'), style: 'danger' as const },
  ];
  return { as: 'update', view: notice(text, buttons, words('privacy.title')) };
}

/**
 * The same for their other ids that were made one with this: `all_ids` where there are some; `all_ids_unknown` when
 * the backend, which alone knows of them, could not be asked.
 */
async function withdrawOthers(
  { db, oasst, clock }: PrivacyParts,
  actor: Actor,
): Promise<'none' | 'all_ids' | 'all_ids_unknown'> {
  try {
    const overview = await oasst.personalData.overview(whose(actor));
    const [, ...others] = discordIds(actor, overview);
    for (const id of others) await withdrawConsent(db, id, clock.now());
    return others.length > 0 ? 'all_ids' : 'none';
  } catch (error) {
    if (error instanceof OasstError) return 'all_ids_unknown';
    throw error;
  }
}

/** Takes the actor's name and ids off what they gave. */
export async function unlink({ actor }: ActionInteraction, parts: PrivacyParts): Promise<Reply> {
  const id = await askErasure(parts.db, actor.id, 'unlink', parts.clock.now());
  return await erasureReply(parts, actor, id, 'unlink');
}
