import { z } from 'zod';
import type { Api } from '../api/endpoint.ts';
import { Moment, most, Switch, Uuid } from '../api/fields.ts';
import type { Client } from '../clients.ts';
import { momentKey, type PageWish, pageQuery, readPage } from '../lists/cursor.ts';
import { listMessages, type MessageFilter, visibleClient } from '../lists/messages.ts';
import { messageViews } from '../message-view.ts';
import { deleteAllOf } from '../moderating/purge.ts';
import { findUser, unknownUser, visibleUser } from '../people.ts';
import { Message, MessagePage } from '../shapes/messages.ts';
import type { MessageRow } from '../trees.ts';

const MOST = 1_000;
const Filter = {
  api_client_id: z.string().optional(),
  only_roots: Switch.default(false),
  lang: z.string().optional(),
};
const Newest = {
  ...Filter,
  max_count: most(MOST, 10),
  start_date: Moment.optional(),
  end_date: Moment.optional(),
  desc: Switch.default(true),
};
const All = z.object({
  ...Newest,
  auth_method: z.string().optional(),
  username: z.string().optional(),
  allow_deleted: Switch.default(false),
});
const OfOne = z.object({ ...Newest, include_deleted: Switch.default(false) });
const PageOfOne = z.object({ ...Filter, ...pageQuery(MOST, 10), include_deleted: Switch.default(false) });
const PageOfAll = PageOfOne.extend({
  user_id: Uuid.optional(),
  auth_method: z.string().optional(),
  username: z.string().optional(),
  search_query: z.string().optional(),
  include_user: Switch.optional(),
});
const ByUuid = z.object({ user_id: Uuid });
const ByNames = z.object({ auth_method: z.string(), username: z.string() });

/** Adds the lists of messages, of everybody and of one person. */
export function addMessageListRoutes(api: Api): void {
  const { add, backend } = api;

  add(
    {
      method: 'get',
      path: '/messages/',
      tag: 'messages',
      summary: 'Messages, the newest first',
      access: 'key',
      viewer: 'optional',
      query: All,
      answer: z.array(Message),
    },
    async ({ query, client, viewer }) => {
      const filter = { ...query, ...mine(client, query), include_deleted: query.allow_deleted };
      return messageViews(backend, await newest(filter, query), viewer?.id);
    },
  );

  add(
    {
      method: 'get',
      path: '/messages/cursor',
      tag: 'messages',
      summary: 'Messages in pages',
      access: 'key',
      viewer: 'optional',
      query: PageOfAll,
      answer: MessagePage,
    },
    ({ query, client, viewer }) =>
      pageOf({ ...query, ...mine(client, query) }, query, viewer?.id, query.include_user),
  );

  ofOne('/users/{user_id}/messages', 'users', ByUuid, async ({ user_id }, client) => {
    const user = await visibleUser(backend, client, z.string().parse(user_id));
    return user;
  });
  ofOne(
    '/frontend_users/{auth_method}/{username}/messages',
    'frontend_users',
    ByNames,
    async ({ auth_method, username }, client) => {
      const user = await findUser(
        backend.db,
        client,
        z.string().parse(auth_method),
        z.string().parse(username),
      );
      if (!user) throw unknownUser();
      return user;
    },
  );

  function ofOne(
    path: `/${string}`,
    tag: string,
    params: typeof ByUuid | typeof ByNames,
    find: (names: Record<string, unknown>, client: Client) => ReturnType<typeof visibleUser>,
  ) {
    add(
      {
        method: 'get',
        path,
        tag,
        summary: 'A person’s messages, the newest first',
        access: 'key',
        viewer: 'optional',
        params,
        query: OfOne,
        answer: z.array(Message),
      },
      async ({ params, query, client, viewer }) => {
        const user = await find(params, client);
        const filter = { ...query, ...mine(client, query), user_id: user.id };
        return messageViews(backend, await newest(filter, query), viewer?.id);
      },
    );
    add(
      {
        method: 'get',
        path: `${path}/cursor`,
        tag,
        summary: 'A person’s messages in pages',
        access: 'key',
        viewer: 'optional',
        params,
        query: PageOfOne,
        answer: MessagePage,
      },
      async ({ params, query, client, viewer }) => {
        const user = await find(params, client);
        return pageOf({ ...query, ...mine(client, query), user_id: user.id }, query, viewer?.id);
      },
    );
    add(
      {
        method: 'delete',
        path,
        tag,
        summary: 'Deletes all of a person’s messages, with everything below them',
        access: 'trusted',
        params,
        status: 204,
      },
      async ({ params, client }) => {
        await deleteAllOf(backend, await find(params, client));
        return undefined;
      },
    );
  }

  function newest(filter: MessageFilter, { max_count, desc }: { max_count: number; desc: boolean }) {
    const stretch = { above: undefined, below: undefined, limit: max_count, desc };
    return listMessages(backend.db, filter, stretch);
  }

  async function pageOf(
    filter: MessageFilter,
    wish: PageWish,
    viewerId: string | undefined,
    withUsers = false,
  ) {
    const page = await readPage(wish, (part) => listMessages(backend.db, filter, part), mark);
    const items = await messageViews(backend, page.items, viewerId, withUsers);
    return { ...page, sort_key: 'created_date', items };
  }
}

function mark({ id, created_at }: MessageRow) {
  return { id, key: momentKey(created_at) };
}

function mine(client: Client, { api_client_id }: { api_client_id?: string | undefined }) {
  return { client: visibleClient(client, api_client_id) };
}
