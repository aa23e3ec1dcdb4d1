import type { PersonalOverview } from './personal-data.ts';
import type { User } from './protocol.ts';

/** Whom of Discord's people the backend is asked about, by their Discord id. */
export function whose({ id }: { id: string }): Pick<User, 'auth_method' | 'id'> {
  return { auth_method: 'discord', id };
}

/** Somebody on Discord as the backend is to know them. */
export function userOf({ id, name }: { id: string; name: string }): User {
  return { id, display_name: name, auth_method: 'discord' };
}

/** All Discord ids of one person, as far as a backend tells that moderators made them one; theirs first. */
export function discordIds(
  { id }: { id: string },
  overview: PersonalOverview | undefined,
): [string, ...string[]] {
  const { auth_method } = whose({ id });
  const known = (overview?.account?.identities ?? []).filter((one) => one.auth_method === auth_method);
  return [id, ...new Set(known.map((one) => one.id).filter((one) => one !== id))];
}
