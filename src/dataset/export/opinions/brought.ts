import type { z } from 'zod';
import type { Db } from '../../../backend/db.ts';
import { idOf } from '../../names.ts';
import { Detoxify, Emojis, Events, LabelTallies } from '../../record.ts';

/** What a message brought along when it was imported. */
export type Brought = {
  labels?: LabelTallies | undefined;
  emojis?: Emojis | undefined;
  events?: Events | undefined;
  detoxify?: Detoxify | undefined;
};

/** What the messages of some trees brought along. */
export async function broughtAlong(db: Db, treeIds: readonly string[]): Promise<Map<string, Brought>> {
  const rows = await db
    .selectFrom('backend_messages as message')
    .innerJoin('backend_imported as imported', 'imported.message_id', 'message.id')
    .selectAll('imported')
    .where('message.tree_id', 'in', treeIds)
    .execute();
  return new Map(
    rows.map((row) => [
      row.message_id,
      {
        labels: stored(LabelTallies, row.labels),
        emojis: stored(Emojis, row.emojis),
        events: stored(Events, row.events),
        detoxify: stored(Detoxify, row.detoxify),
      },
    ]),
  );
}

/** Tells whether somebody named in an imported event has left or was shut out. */
export async function withdrawnPeople(db: Db): Promise<(user: string) => boolean> {
  const rows = await db
    .selectFrom('backend_users')
    .select('id')
    .where(({ or, eb }) => or([eb('enabled', '=', 0), eb('deleted', '=', 1)]))
    .execute();
  const ids = new Set(rows.map(({ id }) => id));
  return (user) => ids.has(idOf(user));
}

function stored<T>(schema: z.ZodType<T>, json: string | null): T | undefined {
  return json === null ? undefined : schema.parse(JSON.parse(json));
}
