import type { Application } from '../discord/application.ts';
import type { Rest } from '../discord/calls/rest-channel.ts';
import { registerCommands } from '../discord/registration.ts';
import { clearOtherScopes } from './other-scopes.ts';
import type { BotParts } from './parts.ts';
import { type Registering, registerAlone } from './register-alone.ts';

export type KnownParts = Pick<BotParts, 'db' | 'clock' | 'log' | 'processId' | 'discord'> & {
  rest: Rest;
  application: Application;
};

/**
 * Makes the commands known where they are meant to be, and nowhere else: of many processes the one with the first shard does
 * it, and of many with that one only one at a time.
 * @throws what Discord refuses
 */
export async function makeKnown(
  definitions: Parameters<typeof registerCommands>[2],
  { rest, application, discord, processId, db, clock, log }: KnownParts,
): Promise<Registering> {
  const { shards, guildId } = discord;
  if (shards !== undefined && !shards.ids.includes(0))
    return { outcome: 'left to the first shard', stop() {} };
  const register = async () => {
    const outcome = await registerCommands(rest.starting, application.id, definitions, guildId);
    await clearOtherScopes(db, rest.starting, application.id, guildId);
    return outcome;
  };
  return await registerAlone({ db, owner: processId, clock, log, register });
}
