import { WebSocketShardEvents } from '@discordjs/ws';
import { GatewayDispatchEvents, type GatewayDispatchPayload } from 'discord-api-types/v10';
import type { Logger } from 'pino';
import type { Clock } from '../../clock.ts';
import { type Rest, restChannel } from '../calls/rest-channel.ts';
import { type Door, WrongDoor } from '../door.ts';
import { rememberInteractions } from '../seen.ts';
import { connectGateway } from './connect.ts';
import { createGateway, type GatewayOptions } from './gateway.ts';

export type GatewayDoorParts = { rest: Rest; clock: Clock; log: Logger };

/** For how long an interaction is remembered: after a resume Discord may say again what it has said already, in ms. */
const REMEMBERED_MS = 5 * 60_000;

/**
 * The door through which interactions come over a connection to Discord's gateway, from before it is ready. One that comes
 * again is not answered again.
 */
export function gatewayDoor(options: GatewayOptions, { rest, clock, log }: GatewayDoorParts): Door {
  const gateway = createGateway(options, rest, log);
  const isNew = rememberInteractions(clock, REMEMBERED_MS);
  return {
    check({ endpoint }) {
      if (endpoint !== undefined) throw new WrongDoor(elsewhere(endpoint));
    },
    open(router) {
      const enter = ({ data: { t: name, d: interaction } }: { data: GatewayDispatchPayload }) => {
        if (name !== GatewayDispatchEvents.InteractionCreate) return;
        void isNew(interaction.id).then((isFirst) => {
          if (isFirst) void router.handle(interaction, restChannel(rest, interaction));
        });
      };
      gateway.manager.on(WebSocketShardEvents.Dispatch, enter);
      return () => void gateway.manager.off(WebSocketShardEvents.Dispatch, enter);
    },
    connect: () => connectGateway(gateway, clock, log),
  };
}

function elsewhere(endpoint: string): string {
  return `Discord sends what people do to ${endpoint}, and nothing to this bot. Set DISCORD_PUBLIC_KEY and PORT to take it there, or clear the Interactions Endpoint URL of the application.`;
}
