import { WebSocketShardEvents } from '@discordjs/ws';
import { GatewayDispatchEvents } from 'discord-api-types/v10';
import type { Logger } from 'pino';
import type { Clock } from '../../clock.ts';
import type { Connection } from '../door.ts';
import type { Gateway } from './gateway.ts';
import { watchLoss } from './lost.ts';
import { watchSilence } from './silence.ts';

/**
 * Connects, and connects again when no interaction has come for long. What drops is resumed by @discordjs/ws.
 * @throws what @discordjs/ws throws; GatewayLost when it takes too long.
 */
export async function connectGateway(
  { manager, reconnect, leave }: Gateway,
  clock: Clock,
  log: Logger,
): Promise<Connection> {
  const silence = watchSilence({ reconnect, clock, log });
  const up = new Set<number>();
  manager.on(WebSocketShardEvents.Dispatch, ({ data }) => {
    if (data.t === GatewayDispatchEvents.InteractionCreate) silence.heard();
  });
  manager.on(WebSocketShardEvents.Ready, ({ shardId }) => void up.add(shardId));
  manager.on(WebSocketShardEvents.Resumed, ({ shardId }) => void up.add(shardId));
  manager.on(WebSocketShardEvents.Closed, ({ shardId }) => void up.delete(shardId));
  const { lost, stop } = watchLoss(manager, clock);

  async function close() {
    silence.stop();
    stop();
    await leave();
  }

  const failed = lost.then((error) => Promise.reject(error));
  failed.catch(() => {}); // later it is for whoever looks at `lost`
  try {
    await Promise.race([manager.connect(), failed]);
    const shards = await manager.getShardIds();
    return { isConnected: () => up.size === shards.length, lost, close };
  } catch (error) {
    await close();
    throw error;
  }
}
