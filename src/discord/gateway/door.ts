import { GatewayDispatchEvents, type GatewayInteractionCreateDispatchData } from 'discord.js';
import type { Clock } from '../../clock.ts';
import { type Rest, restChannel } from '../calls/rest-channel.ts';
import { type Door, WrongDoor } from '../door.ts';
import { type ClientOptions, createClient } from './client.ts';
import { connectGateway } from './connect.ts';

/** The door through which interactions come over a connection to Discord's gateway, from before it is ready. */
export function gatewayDoor(options: ClientOptions, rest: Rest, clock: Clock): Door {
  const { client, reconnect } = createClient(options);
  return {
    check({ endpoint }) {
      if (endpoint !== undefined) throw new WrongDoor(elsewhere(endpoint));
    },
    open(router) {
      const enter = (interaction: GatewayInteractionCreateDispatchData) => {
        void router.handle(interaction, restChannel(rest, interaction));
      };
      client.ws.on(GatewayDispatchEvents.InteractionCreate, enter);
      return () => client.ws.off(GatewayDispatchEvents.InteractionCreate, enter);
    },
    connect: () => connectGateway({ client, token: options.token, reconnect, clock, log: options.log }),
  };
}

function elsewhere(endpoint: string): string {
  return `Discord sends what people do to ${endpoint}, and nothing to this bot. Set DISCORD_PUBLIC_KEY and PORT to take it there, or clear the Interactions Endpoint URL of the application.`;
}
