import { z } from 'zod';
import { Moment, most, Switch, Uuid } from '../../fields.ts';
import { pageQuery } from '../../lists/cursor.ts';
import { SEARCH_LIMIT } from '../../lists/pattern.ts';
import { visibleClient } from '../../messages/list.ts';
import { messagePage, newestMessages } from '../../messages/pages.ts';
import { MessagePageResponseSchema, MessageResponseSchema } from '../../messages/responses.ts';
import { Lang } from '../../request-fields.ts';
import type { Api } from '../api/endpoint.ts';

const MOST = 1_000;
const Filter = {
  api_client_id: z.string().optional(),
  only_roots: Switch.default(false),
  lang: Lang.optional(),
};

/** The query of every list of messages, the newest first. */
export const Newest = z.object({
  ...Filter,
  max_count: most(MOST, 10),
  start_date: Moment.optional(),
  end_date: Moment.optional(),
  desc: Switch.default(true),
});

/** The query of every list of messages in pages. */
export const InPages = z.object({
  ...Filter,
  ...pageQuery(MOST, 10),
  include_deleted: Switch.default(false),
});

const ByNames = { auth_method: z.string().optional(), username: z.string().optional() };
const All = Newest.extend({ ...ByNames, allow_deleted: Switch.default(false) });
const AllInPages = InPages.extend({
  ...ByNames,
  user_id: Uuid.optional(),
  search_query: z.string().max(SEARCH_LIMIT).optional(),
  include_user: Switch.optional(),
});

/** Adds the lists of everybody's messages. */
export function addMessageListRoutes({ add, backend }: Api): void {
  add(
    {
      method: 'get',
      path: '/messages/',
      tag: 'messages',
      summary: 'Messages, the newest first',
      access: 'key',
      viewer: 'optional',
      query: All,
      answer: z.array(MessageResponseSchema),
    },
    ({ query, client, viewer }) => {
      const visible = { client: visibleClient(client, query.api_client_id) };
      const filter = { ...query, ...visible, include_deleted: query.allow_deleted };
      return newestMessages(backend, filter, { ...query, viewerId: viewer?.id });
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
      query: AllInPages,
      answer: MessagePageResponseSchema,
    },
    ({ query, client, viewer }) => {
      const filter = { ...query, client: visibleClient(client, query.api_client_id) };
      const withAuthors = query.include_user ?? false;
      return messagePage(backend, filter, { ...query, viewerId: viewer?.id, withAuthors });
    },
  );
}
