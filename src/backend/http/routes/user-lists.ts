import { z } from 'zod';
import { most, Switch, Uuid } from '../../fields.ts';
import { pageQuery, readListPage } from '../../lists/cursor.ts';
import { SEARCH_LIMIT } from '../../lists/pattern.ts';
import { visibleClient } from '../../messages/list.ts';
import { listUsers, type UserKey, userKey } from '../../users/list.ts';
import { FrontEndUserPageResponseSchema, FrontEndUserResponseSchema } from '../../users/responses.ts';
import type { UserRow } from '../../users/tables.ts';
import { userView } from '../../users/user-view.ts';
import type { Api } from '../api/endpoint.ts';

const MOST = 10_000;
const Filter = {
  api_client_id: z.string().optional(),
  search_text: z.string().max(SEARCH_LIMIT).optional(),
  auth_method: z.string().optional(),
};
const Bounds = { gt_id: Uuid.optional(), lt_id: Uuid.optional(), max_count: most(MOST, 100) };
const ByName = z.object({
  ...Filter,
  ...Bounds,
  gte_username: z.string().optional(),
  lte_username: z.string().optional(),
  desc: Switch.default(false),
});
const ByDisplayName = z.object({
  ...Filter,
  ...Bounds,
  gte_display_name: z.string().optional(),
  lte_display_name: z.string().optional(),
  desc: Switch.default(false),
});
const Cursor = z.object({
  ...Filter,
  ...pageQuery(MOST, 100),
  desc: Switch.default(false),
  sort_key: z.string().max(32).default('username'),
});

/** Adds the lists of people. */
export function addUserListRoutes({ add, backend }: Api): void {
  const { db, now } = backend;
  const view = (user: UserRow) => userView(user, now(), backend.settings);

  for (const [path, tag] of [
    ['/users/by_username', 'users'],
    ['/frontend_users/', 'frontend_users'],
  ] as const)
    add(
      {
        method: 'get',
        path,
        tag,
        summary: 'People by the front end’s own id',
        access: 'key',
        query: ByName,
        answer: z.array(FrontEndUserResponseSchema),
      },
      async ({ query, client }) => {
        const range = { from: query.gte_username, to: query.lte_username, ...query };
        const users = await listUsers(
          db,
          'username',
          asked(query, visibleClient(client, query.api_client_id)),
          {
            ...stretch(range),
          },
        );
        return users.map(view);
      },
    );

  add(
    {
      method: 'get',
      path: '/users/by_display_name',
      tag: 'users',
      summary: 'People by the name they show',
      access: 'key',
      query: ByDisplayName,
      answer: z.array(FrontEndUserResponseSchema),
    },
    async ({ query, client }) => {
      const range = { from: query.gte_display_name, to: query.lte_display_name, ...query };
      const filter = asked(query, visibleClient(client, query.api_client_id));
      return (await listUsers(db, 'display_name', filter, stretch(range))).map(view);
    },
  );

  add(
    {
      method: 'get',
      path: '/users/cursor',
      tag: 'users',
      summary: 'People in pages',
      access: 'key',
      query: Cursor,
      answer: FrontEndUserPageResponseSchema,
    },
    async ({ query, client }) => {
      const key: UserKey = userKey(query.sort_key);
      const filter = asked(query, visibleClient(client, query.api_client_id));
      const page = await readListPage(
        query,
        (part) => listUsers(db, key, filter, part),
        (user) => ({ id: user.id, key: user[key] }),
      );
      return { ...page, sort_key: key, items: page.items.map(view) };
    },
  );
}

function asked(query: z.output<z.ZodObject<typeof Filter>>, client: string | undefined) {
  return { client, auth_method: query.auth_method, search_text: query.search_text };
}

/** The reference's bounds: a name counts itself in, a name with an id leaves that person out. */
function stretch(range: {
  from?: string | undefined;
  to?: string | undefined;
  gt_id?: string | undefined;
  lt_id?: string | undefined;
  max_count: number;
  desc: boolean;
}) {
  return {
    above: range.from === undefined ? undefined : { key: range.from, id: range.gt_id ?? '' },
    below: range.to === undefined ? undefined : { key: range.to, id: range.lt_id ?? '' },
    limit: range.max_count,
    desc: range.desc,
  };
}
