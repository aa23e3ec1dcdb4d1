import { type WebSocketManager, WebSocketShardEvents } from '@discordjs/ws';
import { GatewayCloseCodes } from 'discord-api-types/v10';
import type { Clock } from '../../clock.ts';
import { GatewayLost } from './gateway-lost.ts';

/** How long the gateway may be away before somebody has to start the process anew. */
export const AWAY_MS = 5 * 60_000;

/** What Discord closes a connection with for good, and why, as far as there are words for it. */
const final: Readonly<Record<number, string | undefined>> = {
  [GatewayCloseCodes.AuthenticationFailed]: 'it does not accept DISCORD_TOKEN any more',
  [GatewayCloseCodes.InvalidShard]: undefined,
  [GatewayCloseCodes.ShardingRequired]: 'the bot is on too many servers for one connection',
  [GatewayCloseCodes.InvalidAPIVersion]: undefined,
  [GatewayCloseCodes.InvalidIntents]: 'it does not know the intents that were asked for',
  [GatewayCloseCodes.DisallowedIntents]: 'it does not allow the intents that were asked for',
};

/** Whether Discord takes no more connections after one was closed with this code. */
export function isFinal(code: number): boolean {
  return code in final;
}

/**
 * Watches the gateway: `lost` resolves when it has closed for good, or has been away for five minutes, counted from now at
 * first. Nobody waits for it any more after `stop`.
 */
export function watchLoss(
  manager: Pick<WebSocketManager, 'on'>,
  clock: Clock,
): { lost: Promise<GatewayLost>; stop(): void } {
  const { promise: lost, resolve } = Promise.withResolvers<GatewayLost>();
  let timer: { cancel(): void } | undefined;
  let isStopped = false;
  const away = () => {
    if (isStopped) return;
    timer ??= clock.after(AWAY_MS, () =>
      resolve(new GatewayLost('Discord could not be reached for five minutes.')),
    );
  };
  const back = () => {
    timer?.cancel();
    timer = undefined;
  };
  away();
  manager.on(WebSocketShardEvents.Ready, back);
  manager.on(WebSocketShardEvents.Resumed, back);
  manager.on(WebSocketShardEvents.Closed, ({ code }) => {
    if (!isFinal(code)) return away();
    resolve(new GatewayLost(`Discord has closed the connection: ${final[code] ?? `code ${code}`}.`));
  });
  const stop = () => {
    isStopped = true;
    back();
  };
  return { lost, stop };
}
