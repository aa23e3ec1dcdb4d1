import type { Client } from '../keys/clients.ts';

/** Who acts when nobody does: the rules. */
export const AUTOMATIC = 'automatic';

/** Who acts when a command line does, on the machine of the collection: no key and no person is named so. */
export const COMMAND_LINE = 'command-line';

/** Who did what somebody did who is forgotten since. */
export const FORGOTTEN = 'system:forgotten';

type Person = { auth_method: string; id: string };

/** Whoever has a key. */
export function keyHolder({ name }: Client) {
  return { auth_method: 'system' as const, id: name, display_name: '' };
}

/** A person as acts name them. */
export function actorOf({ auth_method, id }: Person): string {
  return `${auth_method}:${id}`;
}

/** Who makes a call: the person it names, or else whoever has its key. */
export function actorOfCall(client: Client, person: Person | undefined): string {
  return actorOf(person ?? keyHolder(client));
}
