import { z } from 'zod';
import { codes } from '../../../oasst/errors.ts';
import type { Backend } from '../../context.ts';
import { Switch, Uuid } from '../../fields.ts';
import { conversationViews, messageViews } from '../../messages/message-view.ts';
import { childrenOf, conversationTo, messageByFrontendId, messageById } from '../../messages/read.ts';
import {
  ConversationResponseSchema,
  MessageResponseSchema,
  MessageTreeResponseSchema,
} from '../../messages/responses.ts';
import type { MessageRow } from '../../messages/tables.ts';
import { react } from '../../moderation/emojis.ts';
import { EmojiRequestSchema } from '../../moderation/requests.ts';
import { treeStateView } from '../../moderation/tree-state.ts';
import { TreeStateResponseSchema } from '../../trees/responses.ts';
import { branchOf, fullestParent, longestPath } from '../../trees/shape.ts';
import { treeMessages, treeRow } from '../../trees/trees.ts';
import { ensureUser, mustBeAllowed } from '../../users/people.ts';
import type { Api, EndpointRequest } from '../api/endpoint.ts';

const ByUuid = z.object({ message_id: Uuid });
const ByFrontendId = z.object({ message_id: z.string() });
const Shown = z.object({ include_spam: Switch.default(true), include_deleted: Switch.default(false) });

type ById = EndpointRequest<typeof ByUuid | typeof ByFrontendId, z.ZodUndefined, z.ZodUndefined>;
type Find = (asked: Pick<ById, 'params' | 'client'>) => Promise<MessageRow>;

/** Adds what shows messages, by the backend's id and by the front end's, and emojis. */
export function addMessageRoutes(api: Api): void {
  const { add, backend } = api;
  addReading(api, '/messages', ByUuid, ({ params }) => messageById(backend.db, params.message_id));
  addReading(api, '/frontend_messages', ByFrontendId, ({ params, client }) =>
    messageByFrontendId(backend.db, client, params.message_id),
  );

  add(
    {
      method: 'post',
      path: '/messages/{message_id}/emoji',
      tag: 'messages',
      summary: 'Gives a message an emoji, or takes it back',
      access: 'key',
      work: true,
      params: ByUuid,
      body: EmojiRequestSchema,
      status: 202,
      answer: MessageResponseSchema,
    },
    async ({ params, body, client }) => {
      const user = await ensureUser(backend, client, body.user, codes.interactionRequestFailed);
      mustBeAllowed(user, backend.settings);
      await react(backend, user, await messageById(backend.db, params.message_id), body);
      const message = await messageById(backend.db, params.message_id);
      return first(await messageViews(backend, [message], user.id));
    },
  );
}

function addReading(
  { add, backend }: Api,
  base: '/messages' | '/frontend_messages',
  params: typeof ByUuid | typeof ByFrontendId,
  find: Find,
): void {
  const { db } = backend;
  const common = {
    method: 'get',
    tag: base.slice(1),
    access: 'key',
    viewer: 'optional',
    params,
  } as const;
  const path = `${base}/{message_id}` as const;

  add({ ...common, path, summary: 'One message', answer: MessageResponseSchema }, async (asked) =>
    first(await messageViews(backend, [await find(asked)], asked.viewer?.id)),
  );

  add(
    {
      ...common,
      path: `${path}/conversation`,
      summary: 'The messages from the prompt down to this one',
      description: '500 with 2009 when a message above this one was deleted or refused.',
      answer: ConversationResponseSchema,
    },
    async (asked) => ({
      messages: await conversationViews(
        db,
        await conversationTo(db, (await find(asked)).id),
        asked.viewer?.id,
      ),
    }),
  );

  add(
    {
      ...common,
      path: `${path}/children`,
      summary: 'The replies to a message',
      answer: z.array(MessageResponseSchema),
    },
    async (asked) => messageViews(backend, await childrenOf(db, (await find(asked)).id), asked.viewer?.id),
  );

  add(
    {
      ...common,
      path: `${path}/tree`,
      summary: 'The whole tree of a message',
      query: Shown,
      answer: MessageTreeResponseSchema,
    },
    async (asked) => {
      const { tree_id } = await find(asked);
      const rows = (await treeMessages(db, tree_id)).filter((row) => isShown(row, asked.query));
      return treeView(backend, tree_id, rows, asked.viewer?.id);
    },
  );

  add(
    {
      ...common,
      path: `${path}/tree/state`,
      summary: 'Where the tree of a message is in its life',
      ours: base === '/frontend_messages',
      answer: TreeStateResponseSchema,
    },
    async (asked) => treeStateView(await treeRow(db, (await find(asked)).tree_id)),
  );

  add(
    {
      ...common,
      path: `${path}/descendants`,
      summary: 'All messages below this one',
      answer: MessageTreeResponseSchema,
    },
    async (asked) => {
      const message = await find(asked);
      const rows = branchOf(message.id, await kept(backend, message)).filter(({ id }) => id !== message.id);
      return treeView(backend, message.id, rows, asked.viewer?.id);
    },
  );

  add(
    {
      ...common,
      path: `${path}/longest_conversation_in_tree`,
      summary: 'The longest conversation in the tree of a message',
      answer: ConversationResponseSchema,
    },
    async (asked) => {
      const path = longestPath(await kept(backend, await find(asked)));
      return { messages: await conversationViews(db, path, asked.viewer?.id) };
    },
  );

  add(
    {
      ...common,
      path: `${path}/max_children_in_tree`,
      summary: 'The message with the most replies in the tree of a message, and these',
      answer: MessageTreeResponseSchema,
    },
    async (asked) => {
      const message = await find(asked);
      const rows = await kept(backend, message);
      const parent = fullestParent(rows) ?? message;
      const family = [parent, ...rows.filter(({ parent_id }) => parent_id === parent.id)];
      return treeView(backend, parent.id, family, asked.viewer?.id);
    },
  );
}

async function kept({ db }: Backend, { tree_id }: MessageRow) {
  return (await treeMessages(db, tree_id)).filter(({ deleted }) => deleted === 0);
}

function isShown(row: MessageRow, { include_spam, include_deleted }: z.output<typeof Shown>) {
  return (include_deleted || row.deleted === 0) && (include_spam || row.review_result !== 0);
}

async function treeView(backend: Backend, id: string, rows: MessageRow[], viewerId: string | undefined) {
  return { id, messages: await messageViews(backend, rows, viewerId) };
}

/** The only one of a list of one. */
function first<T>([item]: readonly T[]): T {
  if (item === undefined) throw new Error('a message that was just read has no view');
  return item;
}
