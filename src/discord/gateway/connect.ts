import { type Client, Events, GatewayDispatchEvents, Status } from 'discord.js';
import type { Logger } from 'pino';
import type { Clock } from '../../clock.ts';
import type { Connection } from '../door.ts';
import { untilLost } from './lost.ts';
import type { SessionChoice } from './shards.ts';
import { watchSilence } from './silence.ts';

export type GatewayParts = {
  client: Client;
  token: string;
  /** Leaves the connection and opens another. */
  reconnect(session: SessionChoice): Promise<void>;
  clock: Clock;
  log: Logger;
};

/**
 * Connects, and connects again when no interaction has come for long. What drops is resumed by discord.js.
 * @throws what discord.js throws; GatewayLost when it takes too long.
 */
export async function connectGateway({
  client,
  token,
  reconnect,
  clock,
  log,
}: GatewayParts): Promise<Connection> {
  const silence = watchSilence({ reconnect, clock, log });
  client.ws.on(GatewayDispatchEvents.InteractionCreate, silence.heard);
  const lost = untilLost(client, clock);
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));

  async function close() {
    silence.stop();
    await client.destroy();
  }

  const failed = lost.then((error) => Promise.reject(error));
  failed.catch(() => {}); // later it is for whoever looks at `lost`
  try {
    await Promise.race([client.login(token).then(() => ready), failed]);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    isConnected: () => client.ws.shards.every(({ status }) => status === Status.Ready),
    lost,
    close,
  };
}
