import { createHash } from 'node:crypto';

// Ids outside and inside. An imported message or person keeps the id it came with as its name; where that is not a
// UUID (a salted export's is not), the database gets one that is made from it, the same at every import.

/** The client that imported messages and their authors belong to. */
export const IMPORTED = 'imported';

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The id that something with this name has in the database. */
export function idOf(name: string): string {
  const lower = name.toLowerCase();
  if (guid.test(lower)) return lower;
  const hex = createHash('sha256').update(`oasst-import/${name}`).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`, // version 8, variant 1: https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-8
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/** The author of imported messages that name none. */
export const NOBODY = idOf('nobody');

/** What a stored text is called in the files: the id it was imported with, else its own. */
export function nameOf(row: { id: string; client: string; frontend_message_id: string }): string {
  return row.client === IMPORTED ? row.frontend_message_id : row.id;
}

/** What ids are called in an exported file. */
export type Naming = Record<
  'user' | 'message' | 'message_tree' | 'story' | 'summary',
  (id: string) => string
>;

/** Ids as they are, or, with a salt, the SHA-256 of `collection:id` and the salt, as the reference hashes them. */
export function naming(salt: string | undefined): Naming {
  const hashed = (collection: keyof Naming) => (id: string) =>
    salt === undefined ? id : createHash('sha256').update(`${collection}:${id}${salt}`).digest('hex');
  return {
    user: hashed('user'),
    message: hashed('message'),
    message_tree: hashed('message_tree'),
    story: hashed('story'),
    summary: hashed('summary'),
  };
}
