import type { Kysely, Selectable } from 'kysely';
import { z } from 'zod';
import { TaskType } from '../oasst/protocol.ts';
import { type By, differences, noteAct } from './acts.ts';
import { distrust } from './log-channels.ts';
import type { Schema } from './schema.ts';
import type { ServersTable } from './servers-table.ts';

/** A server as its managers have set it up. */
export type Server = {
  id: string;
  /** The Discord language in which public messages are. */
  locale: string;
  /** The languages of tasks; none for those of each person. */
  languages: readonly string[];
  /** The types of tasks that are offered; none for all. */
  kinds: readonly TaskType[];
  logChannel: string | undefined;
  postChannel: string | undefined;
  weekly: boolean;
  /** When the last weekly summary was written, epoch ms. */
  summedUpAt: number | undefined;
};

/** What a manager may change of it. */
export type ServerChanges = Partial<Omit<Server, 'id' | 'summedUpAt'>>;

/** The server with this Discord id; undefined when nobody has set it up. */
export async function findServer(db: Kysely<Schema>, id: string): Promise<Server | undefined> {
  const row = await db.selectFrom('servers').selectAll().where('id', '=', id).executeTakeFirst();
  return row && serverOf(row);
}

/** All servers that somebody has set up, by id. */
export async function listServers(db: Kysely<Schema>): Promise<Server[]> {
  return (await db.selectFrom('servers').selectAll().orderBy('id').execute()).map(serverOf);
}

/** Keeps what somebody has changed of a server, writes down how it was, and gives it as it is then. */
export async function changeServer(
  db: Kysely<Schema>,
  { id, locale }: { id: string; locale: string },
  changes: ServerChanges,
  { by, now }: By,
): Promise<Server> {
  const changed = { ...columnsOf(changes, by), changed_by: by, changed_at: now };
  const blank = {
    ...{ id, locale, languages: '[]', kinds: '[]', log_channel: null, log_chosen_by: null },
    ...{ post_channel: null, weekly: 0, summed_up_at: null, changed_by: by, changed_at: now },
  };
  return await db.transaction().execute(async (tx) => {
    const known = await lockServer(tx, id);
    const row = await tx
      .insertInto('servers')
      .values({ ...blank, ...changed })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ locale, ...changed }))
      .returningAll()
      .executeTakeFirstOrThrow();
    const server = serverOf(row);
    if (server.logChannel !== (known?.log_channel ?? undefined)) await distrust(tx, id);
    const { before, after } = differences(choicesOf(serverOf(known ?? blank)), choicesOf(server));
    if (Object.keys(after).length > 0)
      await noteAct(tx, { act: 'server', subject: id, before, after }, { by, now });
    return server;
  });
}

/** The row as it is until the transaction ends. */
async function lockServer(tx: Kysely<Schema>, id: string) {
  return await tx.updateTable('servers').set({ id }).where('id', '=', id).returningAll().executeTakeFirst();
}

/** What managers choose of a server; its language is Discord's to say. */
function choicesOf({ languages, kinds, logChannel, postChannel, weekly }: Server) {
  return { languages, kinds, logChannel, postChannel, weekly };
}

/**
 * Whether the public post of a server still belongs where it did when that was read; until the transaction ends nobody
 * chooses another channel.
 */
export async function keepsPostChannel(
  tx: Kysely<Schema>,
  { id, postChannel }: Pick<Server, 'id' | 'postChannel'>,
): Promise<boolean> {
  return (await lockServer(tx, id))?.post_channel === (postChannel ?? null);
}

/** Claims the weekly summary of a server that was last written at `last`; false when somebody else was quicker. */
export async function claimSummary(
  db: Kysely<Schema>,
  { id, summedUpAt: last }: Server,
  now: number,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('servers')
    .set({ summed_up_at: now })
    .where('id', '=', id)
    .where('summed_up_at', last === undefined ? 'is' : '=', last ?? null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

// what a newer version has stored and this one does not know is left out
const List = z.array(z.string()).catch([]);
const Kinds = List.transform((names) => names.flatMap((name) => TaskType.safeParse(name).data ?? []));

function serverOf(row: Selectable<ServersTable>): Server {
  return {
    id: row.id,
    locale: row.locale,
    languages: List.parse(JSON.parse(row.languages)),
    kinds: Kinds.parse(JSON.parse(row.kinds)),
    logChannel: row.log_channel ?? undefined,
    postChannel: row.post_channel ?? undefined,
    weekly: row.weekly === 1,
    summedUpAt: row.summed_up_at ?? undefined,
  };
}

function columnsOf(changes: ServerChanges, by: string): Partial<ServersTable> {
  const { locale, languages, kinds, logChannel, weekly } = changes;
  return {
    ...(locale === undefined ? {} : { locale }),
    ...(languages === undefined ? {} : { languages: JSON.stringify(languages) }),
    ...(kinds === undefined ? {} : { kinds: JSON.stringify(kinds) }),
    ...('logChannel' in changes
      ? { log_channel: logChannel ?? null, log_chosen_by: logChannel === undefined ? null : by }
      : {}),
    ...('postChannel' in changes ? { post_channel: changes.postChannel ?? null } : {}),
    ...(weekly === undefined ? {} : { weekly: Number(weekly) }),
  };
}
