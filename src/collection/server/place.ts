import type { InteractionBase } from '../../discord/interaction.ts';
import { UserError } from '../../locales/user-error.ts';

/** A server, and the Discord language it has. */
export type Place = { id: string; locale: string };

/**
 * The server on which something was done.
 * @throws UserError outside of servers
 */
export function placeOf({ guildId, guildLocale }: Pick<InteractionBase, 'guildId' | 'guildLocale'>): Place {
  if (guildId === undefined) throw new UserError('setup.on_a_server');
  return { id: guildId, locale: guildLocale };
}
