import type { Kysely } from 'kysely';
import type { Audience } from '../../discord/audience.ts';
import type { InteractionBase } from '../../discord/interaction.ts';
import { UserError } from '../../locales/user-error.ts';
import type { Schema } from '../../store/schema.ts';
import { isModerator } from '../team/moderators.ts';
import { mayUse } from './access.ts';

// Discord's permission bits
const ADMINISTRATOR = 1n << 3n;
const MANAGE_SERVER = 1n << 5n;

export type AuthorizeParts = { db: Kysely<Schema>; isOwner: (personId: string) => boolean };

/**
 * Makes what looks, before anything is done, whether an actor may do it: as they stand at that moment, whenever the control
 * was made. Whether a contributor has agreed is looked at with their task, whose row says so.
 */
export function createAuthorize({ db, isOwner }: AuthorizeParts) {
  /** @throws UserError that says whom it is for */
  return async (audience: Audience, interaction: InteractionBase): Promise<void> => {
    if (audience === 'everybody' || audience === 'contributor') return;
    const facts = {
      hasAgreed: false,
      managesServer: managesServer(interaction),
      isOwner: isOwner(interaction.actor.id),
    };
    const isNamed = audience === 'moderator' && !facts.isOwner && (await isModerator(db, interaction.actor));
    if (!mayUse(audience, { ...facts, isModerator: isNamed })) throw new UserError(`access.${audience}`);
  };
}

function managesServer({ guildId, memberPermissions }: InteractionBase): boolean {
  return guildId !== undefined && (memberPermissions & (ADMINISTRATOR | MANAGE_SERVER)) !== 0n;
}
