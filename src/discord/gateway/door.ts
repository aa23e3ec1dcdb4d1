import { type Client, GatewayDispatchEvents, type GatewayInteractionCreateDispatchData } from 'discord.js';
import { type Rest, restChannel } from '../calls/rest-channel.ts';
import type { Router } from '../router.ts';

/**
 * Hands every interaction that comes over the gateway to the router as Discord sent it, at once: before the client is
 * ready as well. Returns what closes the door again.
 */
export function openGatewayDoor(client: Client, rest: Rest, router: Pick<Router, 'handle'>): () => void {
  const enter = (interaction: GatewayInteractionCreateDispatchData) => {
    void router.handle(interaction, restChannel(rest, interaction));
  };
  client.ws.on(GatewayDispatchEvents.InteractionCreate, enter);
  return () => client.ws.off(GatewayDispatchEvents.InteractionCreate, enter);
}
