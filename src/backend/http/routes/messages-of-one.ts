import { z } from 'zod';
import { Switch, Uuid } from '../../fields.ts';
import type { Client } from '../../keys/clients.ts';
import { visibleClient } from '../../messages/list.ts';
import { messagePage, newestMessages } from '../../messages/pages.ts';
import { MessagePageResponseSchema, MessageResponseSchema } from '../../messages/responses.ts';
import { deleteAllOf } from '../../moderation/purge.ts';
import { findUser, unknownUser, visibleUser } from '../../users/people.ts';
import type { UserRow } from '../../users/tables.ts';
import type { Api } from '../api/endpoint.ts';
import { InPages, Newest } from './message-lists.ts';

const Names = z.object({
  user_id: Uuid.optional(),
  auth_method: z.string().optional(),
  username: z.string().optional(),
});
type Names = z.output<typeof Names>;

type Whose = {
  path: `/${string}`;
  tag: string;
  params: z.ZodType<Names>;
  find: (names: Names, client: Client) => Promise<UserRow>;
  /** Whether the messages are shown as their author sees them, when nobody else is said to look. */
  asOwn: boolean;
};

/** Adds what is done with all messages of one person. */
export function addMessagesOfOneRoutes(api: Api): void {
  const { backend } = api;
  addMessagesOf(api, {
    path: '/users/{user_id}/messages',
    tag: 'users',
    params: z.object({ user_id: Uuid }),
    find: ({ user_id = '' }, client) => visibleUser(backend, client, user_id),
    asOwn: false,
  });
  addMessagesOf(api, {
    path: '/frontend_users/{auth_method}/{username}/messages',
    tag: 'frontend_users',
    params: z.object({ auth_method: z.string(), username: z.string() }),
    async find({ auth_method = '', username = '' }, client) {
      const user = await findUser(backend.db, client, auth_method, username);
      if (!user) throw unknownUser();
      return user;
    },
    asOwn: true,
  });
}

function addMessagesOf({ add, backend }: Api, { path, tag, params, find, asOwn }: Whose) {
  const seenBy = (viewer: UserRow | undefined, author: UserRow) =>
    viewer?.id ?? (asOwn ? author.id : undefined);

  add(
    {
      method: 'get',
      path,
      tag,
      summary: 'A person’s messages, the newest first',
      access: 'key',
      viewer: 'optional',
      params,
      query: Newest.extend({ include_deleted: Switch.default(false) }),
      answer: z.array(MessageResponseSchema),
    },
    async ({ params, query, client, viewer }) => {
      const author = await find(params, client);
      const filter = { ...query, client: visibleClient(client, query.api_client_id), user_id: author.id };
      return newestMessages(backend, filter, { ...query, viewerId: seenBy(viewer, author) });
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
      query: InPages,
      answer: MessagePageResponseSchema,
    },
    async ({ params, query, client, viewer }) => {
      const author = await find(params, client);
      const filter = { ...query, client: visibleClient(client, query.api_client_id), user_id: author.id };
      return messagePage(backend, filter, { ...query, viewerId: seenBy(viewer, author) });
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
