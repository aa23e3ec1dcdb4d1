import { isAlike, shapeOf } from '../../../min-hash.ts';
import type { AlikeTexts } from '../../../oasst/alike.ts';
import type { Db } from '../../db.ts';
import type { Client } from '../../keys/clients.ts';
import { type Bands, bandColumns, bandsOfShape } from './bands.ts';

/** As many are compared letter by letter. */
const MOST_CANDIDATES = 20;

/** Whose text is compared with others, and on which side of a conversation it stands. */
export type Writer = { client: Client; authMethod: string; username: string; isAssistant: boolean };

/** Whether messages of the same side are nearly the same as a text: some of its writer's own, and some of others'. */
export async function findAlike(db: Db, text: string, writer: Writer): Promise<AlikeTexts> {
  const shape = shapeOf(text);
  if (!shape) return { own: false, others: false };
  const candidates = await candidatesFor(db, bandsOfShape(shape), writer.isAssistant).execute();
  const alike = candidates.filter((candidate) => isAlike(shape, candidate.text));
  const isOwn = (one: (typeof alike)[number]) =>
    one.client === writer.client.name &&
    one.auth_method === writer.authMethod &&
    one.username === writer.username;
  return { own: alike.some(isOwn), others: alike.some((one) => !isOwn(one)) };
}

/** Messages that share a band with a text, by index. */
export function candidatesFor(db: Db, bands: Bands, isAssistant: boolean) {
  return db
    .selectFrom('backend_messages as message')
    .innerJoin('backend_users as author', 'author.id', 'message.user_id')
    .select(['message.text', 'author.client', 'author.auth_method', 'author.username'])
    .where(({ or, eb }) => or(bandColumns.map((name) => eb(`message.${name}`, '=', bands[name]))))
    .where('message.is_assistant', '=', Number(isAssistant))
    .where('message.deleted', '=', 0)
    .limit(MOST_CANDIDATES);
}
