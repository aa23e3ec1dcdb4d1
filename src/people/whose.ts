import type { Actor } from '../discord/interaction.ts';
import type { User } from '../oasst/protocol.ts';

/** Whom the backend is asked about: nobody but the actor themselves. */
export function whose({ id }: Pick<Actor, 'id'>): Pick<User, 'auth_method' | 'id'> {
  return { auth_method: 'discord', id };
}
