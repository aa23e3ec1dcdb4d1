import type { z } from 'zod';
import type { Db } from '../../../backend/db.ts';
import { idOf } from '../../names.ts';
import { Detoxify, Emojis, Events, LabelTallies } from '../../record.ts';
import type { People } from '../people.ts';

/** What a message brought along when it was imported. */
export type Brought = {
  labels?: LabelTallies | undefined;
  emojis?: Emojis | undefined;
  /** Those by people who have neither left nor were shut out. */
  events?: Events | undefined;
  /** How many rankings of its replies were by others. */
  withdrawnRankings?: number;
  detoxify?: Detoxify | undefined;
  /** A JSON object. */
  meta?: string | undefined;
};

/** What the messages of some trees brought along. */
export async function broughtAlong(
  db: Db,
  treeIds: readonly string[],
  people: People,
): Promise<Map<string, Brought>> {
  const rows = await db
    .selectFrom('backend_messages as message')
    .innerJoin('backend_imported as imported', 'imported.message_id', 'message.id')
    .selectAll('imported')
    .where('message.tree_id', 'in', treeIds)
    .execute();
  const found = new Map<string, Brought>();
  for (const row of rows) {
    const events = stored(Events, row.events);
    found.set(row.message_id, {
      labels: stored(LabelTallies, row.labels),
      emojis: stored(Emojis, row.emojis),
      ...(events ? await stillValid(events, people) : {}),
      detoxify: stored(Detoxify, row.detoxify),
      meta: row.meta ?? undefined,
    });
  }
  return found;
}

/** The rankings of its replies among what a message brought along. */
export function ballotsIn(events: Events | undefined): NonNullable<Events['ranking']> {
  return events?.ranking?.filter(({ ranking_parent_id }) => ranking_parent_id) ?? [];
}

/** Takes out what people did who have left or were shut out since. */
async function stillValid(events: Events, people: People) {
  const kinds = [events.emoji, events.rating, events.ranking, events.report, events.score];
  const names = kinds.flatMap((list) => list?.flatMap(({ user_id }) => user_id ?? []) ?? []);
  const known = await people.among(names.map(idOf));
  const stays = ({ user_id }: { user_id?: string | null | undefined }) =>
    !user_id || known.get(idOf(user_id))?.withdrawn !== true;
  const rankings = ballotsIn(events);
  return {
    events: {
      emoji: events.emoji?.filter(stays),
      rating: events.rating?.filter(stays),
      ranking: events.ranking?.filter(stays),
      report: events.report?.filter(stays),
      score: events.score?.filter(stays),
    },
    withdrawnRankings: rankings.filter((ranking) => !stays(ranking)).length,
  };
}

function stored<T>(schema: z.ZodType<T>, json: string | null): T | undefined {
  return json === null ? undefined : schema.parse(JSON.parse(json));
}
