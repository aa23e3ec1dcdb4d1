import { Hono } from 'hono';
import { refusals, refuse } from '../api-error.ts';
import { problem } from '../rules/problem.ts';
import { messagePayload } from '../world/payloads.ts';
import { type Interaction, threeSeconds, type World } from '../world/world.ts';
import { answers } from './answers.ts';
import type { Env } from './context.ts';

const allowed: Record<Interaction['type'], number[]> = {
  2: [4, 5, 9],
  3: [4, 5, 6, 7, 9],
  4: [8],
  5: [4, 5, 6, 7],
};

/** The first answer to an interaction: in time, only once, and of a kind that fits. */
export function callbackRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.post('/interactions/:id/:token/callback', (c) => {
    const { world, body, files } = c.var;
    const interaction = waiting(world, c.req.param('id'), c.req.param('token'));
    const type = (body as { type?: unknown } | undefined)?.type;
    const fitting = allowed[interaction.type];
    if (typeof type !== 'number' || !fitting.includes(type)) {
      refuse([problem(['type'], 'BASE_TYPE_CHOICES', `Value must be one of {${fitting.join(', ')}}.`)]);
      return c.body(null, 400);
    }
    if ((type === 6 || type === 7) && !carrier(world, interaction)) throw refusals.unknownMessage();
    const settled = answers[type]?.({ world, interaction, body, files });
    interaction.response = type;
    interaction.settle(settled);
    if (c.req.query('with_response') !== 'true') return c.body(null, 204);
    return c.json(described(world, interaction, type));
  });
  return routes;
}

function waiting(world: World, id: string, token: string): Interaction {
  const interaction = world.interactions.get(token);
  if (!interaction || interaction.id !== id) throw refusals.unknownInteraction();
  if (interaction.response !== null) throw refusals.alreadyAcknowledged();
  if (world.clock.now() - interaction.at > threeSeconds) throw refusals.unknownInteraction();
  return interaction;
}

const carrier = (world: World, { carrierId }: Interaction) =>
  carrierId === null ? undefined : world.messages.get(carrierId);

function described(world: World, interaction: Interaction, type: number) {
  const message = interaction.originalId === null ? undefined : world.messages.get(interaction.originalId);
  const shown = message && type !== 6 ? { resource: { type, message: messagePayload(world, message) } } : {};
  return {
    interaction: {
      id: interaction.id,
      type: interaction.type,
      ...(message ? { response_message_id: message.id } : {}),
      response_message_loading: type === 5,
      response_message_ephemeral: Boolean(message?.onlyFor),
    },
    ...shown,
  };
}
