import { codes } from '../../oasst/errors.ts';
import { beyond } from '../../store/beyond.ts';
import type { Db } from '../db.ts';
import { RequestError } from '../errors.ts';
import type { Mark, Stretch } from '../lists/cursor.ts';
import { contains } from '../lists/pattern.ts';
import type { UserRow } from './tables.ts';

const userKeys = ['username', 'display_name'] as const;
export type UserKey = (typeof userKeys)[number];

/** Which people are wanted; what is left out does not matter. */
export type UserFilter = {
  client?: string | undefined;
  auth_method?: string | undefined;
  search_text?: string | undefined;
};

/** People in the order of a name. */
export function listUsers(
  db: Db,
  by: UserKey,
  filter: UserFilter,
  { above, below, limit, desc }: Stretch,
): Promise<UserRow[]> {
  return db
    .selectFrom('backend_users')
    .selectAll()
    .$if(filter.client !== undefined, (query) => query.where('client', '=', String(filter.client)))
    .$if(filter.auth_method !== undefined, (query) =>
      query.where('auth_method', '=', String(filter.auth_method)),
    )
    .$if(filter.search_text !== undefined, (query) =>
      query.where(contains(db, by, String(filter.search_text))),
    )
    .$if(above !== undefined, (query) => behind(query, by, '>', above))
    .$if(below !== undefined, (query) => behind(query, by, '<', below))
    .orderBy(by, desc ? 'desc' : 'asc')
    .orderBy('id', desc ? 'desc' : 'asc')
    .limit(limit)
    .execute();
}

/**
 * The key to sort by.
 * @throws RequestError (400, 100) for one that there is not
 */
export function userKey(name: string): UserKey {
  const key = userKeys.find((known) => known === name);
  if (!key) throw new RequestError(400, codes.invalidSortKey, 'Unsupported sort key');
  return key;
}

type Query = ReturnType<typeof everyone>;

function everyone(db: Db) {
  return db.selectFrom('backend_users').selectAll();
}

/** An empty id stands for none: then whoever has the key itself is in. */
function behind(query: Query, by: UserKey, side: '>' | '<', mark: Mark | undefined): Query {
  if (!mark) return query;
  if (mark.id === '') return query.where(by, `${side}=`, mark.key);
  return query.where(beyond({ key: by, id: 'id' }, side, mark));
}
