import {
  IncomingWebhookInteractionRequestSchema,
  IncomingWebhookUpdateForInteractionCallbackRequestPartialSchema,
} from 'discord-api-spec/zod';
import { type Context, Hono } from 'hono';
import { refusals } from '../api-error.ts';
import { botIsIn } from '../rules/available.ts';
import { editFlagProblems, flag, newFlagProblems } from '../rules/flags.ts';
import { changeMessage, removeMessage } from '../world/messages.ts';
import { messagePayload } from '../world/payloads.ts';
import { fifteenMinutes, type Interaction, type StoredMessage, type World } from '../world/world.ts';
import { answerMessage } from './answers.ts';
import type { Env } from './context.ts';
import { messageParts, type Reading } from './message-body.ts';

const hook = '/webhooks/:application/:token';
const one = `${hook}/messages/:message`;

/** Everything after the first answer, by the interaction's token: follow-ups, and `@original`. */
export function webhookRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.use(`${hook}/*`, async (c, next) => {
    await c.var.world.interactions.get(c.req.param('token'))?.reading;
    await next();
  });
  routes.post(hook, (c) => {
    const { world } = c.var;
    const interaction = answered(c);
    const placeholder = world.messages.get(interaction.originalId ?? '');
    if (interaction.response === 5 && placeholder && placeholder.flags & flag.loading) {
      return c.json(messagePayload(world, fill(c, placeholder)));
    }
    const parts = messageParts(world, c.var, {
      schema: IncomingWebhookInteractionRequestSchema,
      flagProblems: (flags) => newFlagProblems(flags, 'interaction'),
      path: [],
      edit: false,
    });
    if (followUpsLeft(world, interaction) === 0) throw refusals.tooManyFollowUps();
    return c.json(messagePayload(world, answerMessage(world, interaction, parts)));
  });
  routes.get(one, (c) => c.json(messagePayload(c.var.world, target(c))));
  routes.patch(one, (c) => c.json(messagePayload(c.var.world, edit(c, target(c)))));
  routes.delete(one, (c) => {
    removeMessage(c.var.world, target(c));
    return c.body(null, 204);
  });
  return routes;
}

function answered(c: Context<Env>): Interaction {
  const { world } = c.var;
  const interaction = world.interactions.get(c.req.param('token') ?? '');
  if (!interaction || c.req.param('application') !== world.applicationId) throw refusals.unknownWebhook();
  if (world.clock.now() - interaction.at > fifteenMinutes) throw refusals.invalidWebhookToken();
  if (interaction.response === null || interaction.response === 8) throw refusals.unknownWebhook();
  return interaction;
}

// Where the bot is not, an interaction has five follow-ups besides its first answer.
function followUpsLeft(world: World, { channelId, made, originalId }: Interaction): number {
  const kind = world.channels.get(channelId)?.kind;
  if (kind === undefined || botIsIn(kind)) return Number.POSITIVE_INFINITY;
  const followUps = [...made].filter((id) => id !== originalId).length;
  return Math.max(0, MOST_FOLLOW_UPS - followUps);
}

const MOST_FOLLOW_UPS = 5;

function target(c: Context<Env>): StoredMessage {
  const interaction = answered(c);
  const asked = decodeURIComponent(c.req.param('message') ?? '');
  const id = asked === '@original' ? interaction.originalId : asked;
  const known =
    id !== null &&
    (interaction.made.has(id) || id === interaction.originalId || id === interaction.carrierId);
  const message = known ? c.var.world.messages.get(id) : undefined;
  if (!message) throw refusals.unknownMessage();
  return message;
}

// The first follow-up becomes the awaited answer, and what it says about being ephemeral is ignored.
function fill(c: Context<Env>, placeholder: StoredMessage): StoredMessage {
  return edit(c, placeholder, (flags) => editFlagProblems(flags & ~flag.ephemeral, placeholder.flags));
}

function edit(
  c: Context<Env>,
  message: StoredMessage,
  flagProblems: Reading['flagProblems'] = (flags) => editFlagProblems(flags, message.flags),
): StoredMessage {
  const { world } = c.var;
  const schema = IncomingWebhookUpdateForInteractionCallbackRequestPartialSchema;
  const parts = messageParts(world, c.var, { schema, flagProblems, path: [], edit: true }, message);
  const flags = message.onlyFor ? parts.flags : parts.flags & ~flag.ephemeral;
  const thinking = (message.flags & flag.loading) !== 0;
  const editedAt = thinking ? message.editedAt : world.clock.now();
  return changeMessage(world, message, { ...parts, flags, editedAt });
}
