import type { User } from './protocol.ts';

/** Whom of Discord's people the backend is asked about, by their Discord id. */
export function whose({ id }: { id: string }): Pick<User, 'auth_method' | 'id'> {
  return { auth_method: 'discord', id };
}

/** Somebody on Discord as the backend is to know them. */
export function userOf({ id, name }: { id: string; name: string }): User {
  return { id, display_name: name, auth_method: 'discord' };
}
