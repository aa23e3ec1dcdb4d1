import type { Kysely } from 'kysely';
import type { Schema } from '../../store/schema.ts';
import { inParts } from '../in-parts.ts';
import { digest } from './digest.ts';

const IDS_PER_QUERY = 1_000;

/** A message in the collection: where it stands, and a digest of what it says. */
export type Present = {
  treeId: string;
  parentId: string | undefined;
  depth: number;
  isAssistant: boolean;
  textKey: string;
};

/** Which of these messages are in the collection. */
export async function alreadyHere(db: Kysely<Schema>, ids: readonly string[]): Promise<Set<string>> {
  const here = new Set<string>();
  for (const some of inParts(ids, IDS_PER_QUERY)) {
    const rows = await db.selectFrom('backend_messages').select('id').where('id', 'in', some).execute();
    for (const { id } of rows) here.add(id);
  }
  return here;
}

/** The same with what they are. */
export async function messagesHere(
  db: Kysely<Schema>,
  ids: readonly string[],
): Promise<Map<string, Present>> {
  const here = new Map<string, Present>();
  for (const some of inParts(ids, IDS_PER_QUERY)) {
    const rows = await db
      .selectFrom('backend_messages')
      .select(['id', 'tree_id', 'parent_id', 'depth', 'is_assistant', 'text'])
      .where('id', 'in', some)
      .execute();
    for (const { id, tree_id, parent_id, depth, is_assistant, text } of rows)
      here.set(id, {
        treeId: tree_id,
        parentId: parent_id ?? undefined,
        depth,
        isAssistant: is_assistant === 1,
        textKey: digest(text),
      });
  }
  return here;
}
