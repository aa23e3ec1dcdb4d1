import type { APIEmbedField } from 'discord-api-types/v10';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { isPostgres } from './dialect.ts';
import { putPost } from './posts.ts';
import type { Schema } from './schema.ts';

/** Somebody who is thanked by name, as the message shows it. */
export type Thanked = { id: string; name: string };

/** What posts that thank people have besides the message: whom it names, which Discord is not told. */
const Thanking = z.looseObject({
  embeds: z.array(z.looseObject({ fields: z.array(z.custom<APIEmbedField>()).optional() })),
  thanked: z.array(z.object({ id: z.string(), name: z.string() })),
  between: z.string().default(', '), // posts had this alone before they kept their own
});

/** The names of those who are thanked, as they stand in a field: with the sign of a language's lists `between` any two. */
export function namesIn(thanked: readonly Thanked[], between: string): string {
  return thanked.map(({ name }) => name).join(between);
}

/**
 * Takes somebody's name out of every message that thanks them, and forgets that it was there: those that stand are changed
 * with the next look of the queue. Belongs into the transaction that ends their agreement.
 */
export async function thankNoMore(tx: Kysely<Schema>, personId: string, now: number): Promise<void> {
  const rows = await tx
    .selectFrom('posts')
    .selectAll()
    .where('id', 'like', 'weekly:%')
    .where('payload', 'like', `%"${personId}"%`) // a Discord id has digits only
    .orderBy('id')
    .$if(isPostgres(tx), (query) => query.forUpdate()) // two who go at once would each write the other's name again
    .execute();
  for (const { id, channel_id: channelId, payload: kept, when_deleted: whenDeleted, wanted, state } of rows) {
    const payload = without(kept, personId);
    if (payload === undefined) continue;
    const stands = wanted === 'shown' && state !== 'failed';
    if (stands) await putPost(tx, { id, channelId, payload, whenDeleted }, now);
    else
      await tx
        .updateTable('posts')
        .set({ payload: JSON.stringify(payload) })
        .where('id', '=', id)
        .execute();
  }
}

/** The same message without one of those it thanks; undefined where they are not among them. */
function without(payload: string, personId: string): object | undefined {
  const read = Thanking.safeParse(JSON.parse(payload)).data;
  if (!read) return undefined;
  const { embeds, thanked, between } = read;
  const others = thanked.filter(({ id }) => id !== personId);
  const [before, after] = [namesIn(thanked, between), namesIn(others, between)];
  const changed = embeds.map(({ fields = [], ...embed }) => ({
    ...embed,
    fields: fields.flatMap((field) => {
      if (field.value !== before) return field;
      return after === '' ? [] : { ...field, value: after };
    }),
  }));
  return { ...read, embeds: changed, thanked: others };
}
