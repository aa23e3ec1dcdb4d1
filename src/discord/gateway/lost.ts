import { type Client, Events, GatewayCloseCodes } from 'discord.js';
import type { Clock } from '../../clock.ts';
import { GatewayLost } from './gateway-lost.ts';

/** How long the gateway may be away before somebody has to start the process anew. */
export const AWAY_MS = 5 * 60_000;

const reasons: Readonly<Record<number, string>> = {
  [GatewayCloseCodes.AuthenticationFailed]: 'it does not accept DISCORD_TOKEN any more',
  [GatewayCloseCodes.ShardingRequired]: 'the bot is on too many servers for one connection',
  [GatewayCloseCodes.InvalidIntents]: 'it does not know the intents that were asked for',
  [GatewayCloseCodes.DisallowedIntents]: 'it does not allow the intents that were asked for',
};

/** Resolves when the gateway has closed for good, or has been away for five minutes, counted from now at first. */
export function untilLost(client: Client, clock: Clock): Promise<GatewayLost> {
  const { promise, resolve } = Promise.withResolvers<GatewayLost>();
  let timer: { cancel(): void } | undefined;
  const away = () => {
    timer ??= clock.after(AWAY_MS, () =>
      resolve(new GatewayLost('Discord could not be reached for five minutes.')),
    );
  };
  const back = () => {
    timer?.cancel();
    timer = undefined;
  };
  away();
  client.on(Events.ShardReconnecting, away);
  client.on(Events.ShardReady, back);
  client.on(Events.ShardResume, back);
  client.on(Events.ShardDisconnect, ({ code }) => {
    resolve(new GatewayLost(`Discord has closed the connection: ${reasons[code] ?? `code ${code}`}.`));
  });
  return promise;
}
