import { type Expression, expressionBuilder } from 'kysely';
import { isAlike, shapeOf } from '../../../min-hash.ts';
import type { AlikeTexts } from '../../../oasst/alike.ts';
import { prepared } from '../../../store/prepared.ts';
import type { Schema } from '../../../store/schema.ts';
import type { Db } from '../../db.ts';
import { candidatesFor, type Sought, soughtFor } from './candidates.ts';

/** Whose text is compared with others, by the names of a front end, and on which side of a conversation it stands. */
export type Writer = WriterName & { isAssistant: boolean };

type WriterName = { client: string; authMethod: string; username: string };

/** Whether messages of the same side are nearly the same as a text: some of its writer's own, and some of others'. */
export async function findAlike(db: Db, text: string, writer: Writer): Promise<AlikeTexts> {
  const shape = shapeOf(text);
  if (!shape) return { own: false, others: false };
  const { isAssistant, ...name } = writer;
  const candidates = await found(db, { ...soughtFor(shape, isAssistant), ...name });
  const alike = candidates.filter((candidate) => isAlike(shape, candidate.text));
  return { own: alike.some(({ own }) => own === 1), others: alike.some(({ own }) => own === 0) };
}

const found = prepared((db, asked: Sought & WriterName) => candidatesFor(db, asked, idOf(asked)));

/** The id of a person by a name that they have, or had before their accounts were merged; null for a stranger. */
function idOf({ client, authMethod, username }: WriterName): Expression<string | null> {
  const { fn, selectFrom } = expressionBuilder<Schema>();
  return fn.coalesce(
    selectFrom('backend_users')
      .select('backend_users.id')
      .where('backend_users.client', '=', client)
      .where('backend_users.auth_method', '=', authMethod)
      .where('backend_users.username', '=', username),
    selectFrom('backend_former_identities')
      .select('backend_former_identities.user_id')
      .where('backend_former_identities.client', '=', client)
      .where('backend_former_identities.auth_method', '=', authMethod)
      .where('backend_former_identities.username', '=', username),
  );
}
