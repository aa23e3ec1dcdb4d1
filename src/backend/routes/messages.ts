import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { codes } from '../../oasst/errors.ts';
import { askingClient, askingUser, pathId } from '../asking.ts';
import { readBody } from '../body.ts';
import type { Client } from '../clients.ts';
import type { Backend } from '../context.ts';
import { react } from '../emojis.ts';
import { conversationViews, messageViews } from '../message-view.ts';
import { childrenOf, conversationTo, messageByFrontendId, messageById } from '../messages.ts';
import { mustBeAllowed, userOf } from '../people.ts';
import { isActive } from '../rules/tree.ts';
import { type MessageRow, treeMessages, treeRow } from '../trees.ts';
import { EmojiRequest } from '../wire.ts';

type Find = (c: Context, client: Client) => Promise<MessageRow>;

/** Adds everything under `/messages` and `/frontend_messages`. */
export function addMessageRoutes(app: Hono, backend: Backend): void {
  addReading(app, backend, '/api/v1/messages/:message_id', (c) =>
    messageById(backend.db, pathId(c, 'message_id')),
  );
  addReading(app, backend, '/api/v1/frontend_messages/:message_id', (c, client) =>
    messageByFrontendId(backend.db, client, z.string().parse(c.req.param('message_id'))),
  );

  app.post('/api/v1/messages/:message_id/emoji', async (c) => {
    const id = pathId(c, 'message_id');
    const request = await readBody(c, EmojiRequest);
    const client = askingClient(backend, c);
    const user = await userOf(backend, client, request.user, codes.interactionRequestFailed);
    mustBeAllowed(user, backend.settings);
    const message = await messageById(backend.db, id);
    await react(backend, user, message, request);
    const [view] = await messageViews(backend.db, [await messageById(backend.db, id)], user.id);
    return c.json(view ?? null, 202);
  });
}

function addReading(app: Hono, backend: Backend, path: string, find: Find) {
  const { db } = backend;

  async function asked(c: Context) {
    const client = askingClient(backend, c);
    const viewer = await askingUser(backend, c, client);
    return { message: await find(c, client), viewerId: viewer?.id };
  }

  app.get(path, async (c) => {
    const { message, viewerId } = await asked(c);
    const [view] = await messageViews(db, [message], viewerId);
    return c.json(view ?? null);
  });

  app.get(`${path}/conversation`, async (c) => {
    const { message, viewerId } = await asked(c);
    const messages = await conversationViews(db, await conversationTo(db, message), viewerId);
    return c.json({ messages });
  });

  app.get(`${path}/children`, async (c) => {
    const { message, viewerId } = await asked(c);
    return c.json(await messageViews(db, await childrenOf(db, message.id), viewerId));
  });

  app.get(`${path}/tree`, async (c) => {
    const { message, viewerId } = await asked(c);
    const messages = (await treeMessages(db, message.tree_id)).filter(({ deleted }) => deleted === 0);
    return c.json({ id: message.tree_id, messages: await messageViews(db, messages, viewerId) });
  });

  app.get(`${path}/tree/state`, async (c) => {
    const { message } = await asked(c);
    const tree = await treeRow(db, message.tree_id);
    return c.json({
      message_tree_id: tree.id,
      state: tree.state,
      goal_tree_size: tree.goal_size,
      max_depth: tree.max_depth,
      max_children_count: tree.max_children,
      active: isActive(tree.state),
      origin: tree.origin,
    });
  });

  app.get(`${path}/descendants`, async (c) => {
    const { message, viewerId } = await asked(c);
    const below = new Set([message.id]);
    const descendants = (await treeMessages(db, message.tree_id)).filter(({ id, parent_id }) => {
      const isBelow = parent_id !== null && below.has(parent_id);
      if (isBelow) below.add(id);
      return isBelow;
    });
    const shown = descendants.filter(({ deleted }) => deleted === 0);
    return c.json({ id: message.id, messages: await messageViews(db, shown, viewerId) });
  });
}
