import { Hono } from 'hono';
import { refusals } from '../api-error.ts';
import { messagePayload } from '../world/payloads.ts';
import type { Interaction, World } from '../world/world.ts';
import type { Env } from './context.ts';
import { takeFirstAnswer } from './first-answer.ts';

/** The first answer to an interaction, where it comes over REST. */
export function callbackRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.post('/interactions/:id/:token/callback', (c) => {
    const { world, body, files } = c.var;
    const interaction = world.interactions.get(c.req.param('token'));
    if (interaction?.id !== c.req.param('id')) throw refusals.unknownInteraction();
    const type = takeFirstAnswer(world, interaction, body, files);
    if (c.req.query('with_response') !== 'true') return c.body(null, 204);
    return c.json(described(world, interaction, type));
  });
  return routes;
}

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
