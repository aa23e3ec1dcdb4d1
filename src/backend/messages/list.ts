import { codes } from '../../oasst/errors.ts';
import type { Db } from '../db.ts';
import { RequestError } from '../errors.ts';
import type { Client } from '../keys/clients.ts';
import { forbidden } from '../keys/clients.ts';
import { type Stretch, within } from '../lists/cursor.ts';
import { contains } from '../lists/pattern.ts';
import type { MessageRow } from './tables.ts';

const byMoment = { key: 'created_at', id: 'id' };

/** Which messages are wanted; what is left out does not matter. */
export type MessageFilter = {
  client?: string | undefined;
  user_id?: string | undefined;
  auth_method?: string | undefined;
  username?: string | undefined;
  start_date?: number | undefined;
  end_date?: number | undefined;
  only_roots: boolean;
  include_deleted: boolean;
  lang?: string | undefined;
  search_query?: string | undefined;
};

/**
 * Whose messages or people a client may list: all for a trusted one, its own for others.
 * @throws RequestError (403, 2)
 */
export function visibleClient(client: Client, asked: string | undefined): string | undefined {
  if (client.trusted) return asked;
  if (asked !== undefined && asked !== client.name) throw forbidden();
  return client.name;
}

/**
 * The messages of a filter by date.
 * @throws RequestError (400): 2012 for half a person, 101 for a broken cursor
 */
export async function listMessages(db: Db, filter: MessageFilter, stretch: Stretch): Promise<MessageRow[]> {
  if ((filter.username === undefined) !== (filter.auth_method === undefined))
    throw new RequestError(400, codes.invalidUser, 'Auth method or username missing.');
  const { auth_method, username } = filter;
  const { limit, desc } = stretch;
  return db
    .selectFrom('backend_messages')
    .selectAll()
    .$if(filter.client !== undefined, (query) => query.where('client', '=', String(filter.client)))
    .$if(filter.user_id !== undefined, (query) => query.where('user_id', '=', String(filter.user_id)))
    .$if(username !== undefined, (query) =>
      query.where('user_id', 'in', ({ selectFrom }) =>
        selectFrom('backend_users')
          .select('backend_users.id')
          .where('backend_users.auth_method', '=', String(auth_method))
          .where('backend_users.username', '=', String(username)),
      ),
    )
    .$if(filter.start_date !== undefined, (query) =>
      query.where('created_at', '>=', Number(filter.start_date)),
    )
    .$if(filter.end_date !== undefined, (query) => query.where('created_at', '<', Number(filter.end_date)))
    .$if(filter.only_roots, (query) => query.where('depth', '=', 0))
    .$if(!filter.include_deleted, (query) => query.where('deleted', '=', 0))
    .$if(filter.lang !== undefined, (query) => query.where('lang', '=', String(filter.lang)))
    .$if(filter.search_query !== undefined, (query) =>
      query.where(contains(db, 'text', String(filter.search_query))),
    )
    .$call((query) => within(stretch, byMoment).reduce((narrowed, bound) => narrowed.where(bound), query))
    .orderBy('created_at', desc ? 'desc' : 'asc')
    .orderBy('id', desc ? 'desc' : 'asc')
    .limit(limit)
    .execute();
}
