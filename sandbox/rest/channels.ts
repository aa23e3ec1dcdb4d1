import {
  CreatePrivateChannelRequestSchema,
  MessageCreateRequestSchema,
  MessageEditRequestPartialSchema,
} from 'discord-api-spec/zod';
import { type Context, Hono } from 'hono';
import { refusals, refuse } from '../api-error.ts';
import { botIsIn } from '../rules/available.ts';
import { editFlagProblems, newFlagProblems } from '../rules/flags.ts';
import { problem } from '../rules/problem.ts';
import { schemaProblems } from '../rules/schema.ts';
import { addMessage, changeMessage, removeMessage } from '../world/messages.ts';
import { channelPayload, messagePayload } from '../world/payloads.ts';
import type { StoredMessage } from '../world/world.ts';
import type { Env } from './context.ts';
import { type MessageParts, messageParts } from './message-body.ts';
import { keepNonce, sameNonce } from './nonces.ts';

const all = '/channels/:channel/messages';
const one = `${all}/:message`;

/** Ordinary messages in channels and DMs. Ephemeral ones do not exist here. */
export function channelRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.post('/users/@me/channels', (c) => {
    refuse(schemaProblems(CreatePrivateChannelRequestSchema, c.var.body));
    const { recipient_id: id } = c.var.body as { recipient_id?: string };
    const person = c.var.world.people.get(id ?? '');
    const channel = c.var.world.channels.get(person?.dmId ?? '');
    if (!channel) throw refusals.unknownUser();
    return c.json(channelPayload(c.var.world, channel));
  });
  routes.get(all, (c) => {
    const here = [...c.var.world.messages.values()].filter(
      ({ channelId, onlyFor }) => channelId === channelOf(c).id && !onlyFor,
    );
    const after = BigInt(c.req.query('after') ?? 0);
    const wanted = here.filter(({ id }) => BigInt(id) > after).reverse();
    const newest = wanted.slice(0, Number(c.req.query('limit') ?? 50));
    return c.json(newest.map((message) => messagePayload(c.var.world, message)));
  });
  routes.post(all, (c) => {
    const { world } = c.var;
    const channel = channelOf(c);
    if (channel.denied.has('send')) throw refusals.missingPermissions();
    if (channel.denied.has('attach') && c.var.files.length > 0) throw refusals.missingPermissions();
    const parts = messageParts(world, c.var, {
      schema: MessageCreateRequestSchema,
      flagProblems: (flags) => newFlagProblems(flags, 'channel'),
      path: [],
      edit: false,
    });
    shortEnough(parts);
    const known = sameNonce(world, c.var.body);
    if (known) return c.json(messagePayload(world, known));
    const message = addMessage(world, {
      ...parts,
      id: world.newId(),
      channelId: channel.id,
      authorId: world.bot.id,
      sentAt: world.clock.now(),
      editedAt: null,
      onlyFor: null,
      forgotten: false,
      answers: null,
    });
    keepNonce(world, c.var.body, message.id);
    return c.json(messagePayload(world, message));
  });
  routes.get(one, (c) => c.json(messagePayload(c.var.world, target(c))));
  routes.patch(one, (c) => {
    const { world } = c.var;
    const message = target(c);
    if (message.authorId !== world.bot.id) throw refusals.anotherAuthor();
    const reading = {
      schema: MessageEditRequestPartialSchema,
      flagProblems: (flags: number) => editFlagProblems(flags, message.flags),
      path: [],
      edit: true,
    };
    const parts = messageParts(world, c.var, reading, message);
    shortEnough(parts);
    return c.json(
      messagePayload(world, changeMessage(world, message, { ...parts, editedAt: world.clock.now() })),
    );
  });
  routes.delete(one, (c) => {
    const message = target(c);
    if (message.authorId !== c.var.world.bot.id) throw refusals.anotherAuthor();
    removeMessage(c.var.world, message);
    return c.body(null, 204);
  });
  return routes;
}

function channelOf(c: Context<Env>) {
  const channel = c.var.world.channels.get(c.req.param('channel') ?? '');
  if (!channel) throw refusals.unknownChannel();
  if (channel.denied.has('view') || !botIsIn(channel.kind)) throw refusals.missingAccess();
  return channel;
}

function target(c: Context<Env>): StoredMessage {
  const channel = channelOf(c);
  const message = c.var.world.messages.get(c.req.param('message') ?? '');
  if (!message || message.channelId !== channel.id || message.onlyFor) throw refusals.unknownMessage();
  return message;
}

// The schema allows 4,000 here, the documentation 2,000: the smaller limit is the safe one.
function shortEnough({ content }: MessageParts) {
  if (content.length <= 2000) return;
  refuse([problem(['content'], 'BASE_TYPE_MAX_LENGTH', 'Must be 2000 or fewer in length.')]);
}
