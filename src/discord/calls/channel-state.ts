import { DiscordAPIError, type REST } from '@discordjs/rest';
import { RESTJSONErrorCodes, Routes } from 'discord-api-types/v10';
import { z } from 'zod';
import { missingRights, permissionsIn, type Right } from '../permissions.ts';

/**
 * What a channel is to the bot: `usable` with what it may not do there; `hidden` from it; `gone`, or of another server;
 * the bot itself is not on that server (`absent`); or Discord does not say just now.
 */
export type ChannelState =
  | { is: 'usable'; missing: readonly Right[] }
  | { is: 'hidden' | 'gone' | 'absent' | 'unknown' };

/** Looks at a channel of a server. Never rejects for what Discord answers. */
export type LookAtChannel = (guildId: string, channelId: string) => Promise<ChannelState>;

const Bits = z.string().regex(/^\d+$/);
const Overwrites = z.array(z.object({ id: z.string(), type: z.int(), allow: Bits, deny: Bits }));
const Channel = z.object({ guild_id: z.string().optional(), permission_overwrites: Overwrites.default([]) });
const Roles = z.array(z.object({ id: z.string(), permissions: Bits }));
const Member = z.object({ roles: z.array(z.string()) });

/** Real time, as networks know no other. */
const CALL_MS = 5_000;

/** Looks over Discord's REST API; `botId` is the bot's as a user. */
export function channelLooker(rest: REST, botId: string): LookAtChannel {
  const get = async <T>(schema: z.ZodType<T>, route: `/${string}`) =>
    schema.parse(await rest.get(route, { signal: AbortSignal.timeout(CALL_MS) }));

  return async (guildId, channelId) => {
    try {
      // first of all, as Discord refuses a channel of a server that the bot has left like one that is hidden from it
      const member = await asMember(get(Member, Routes.guildMember(guildId, botId)));
      if (!member) return { is: 'absent' };
      const channel = await get(Channel, Routes.channel(channelId));
      if (channel.guild_id !== guildId) return { is: 'gone' };
      const roles = await get(Roles, Routes.guildRoles(guildId));
      const bot = { id: botId, roles: member.roles };
      const granted = permissionsIn(guildId, bot, roles, channel.permission_overwrites);
      return { is: 'usable', missing: missingRights(granted) };
    } catch (error) {
      return { is: stateFor(error) };
    }
  };
}

const strangers: ReadonlySet<string | number> = new Set([
  RESTJSONErrorCodes.MissingAccess,
  RESTJSONErrorCodes.UnknownMember,
  RESTJSONErrorCodes.UnknownGuild,
]);

/** What a server says of one of its members; undefined when it does not know them, or not us. */
async function asMember<T>(asked: Promise<T>): Promise<T | undefined> {
  return await asked.catch((error) => {
    if (error instanceof DiscordAPIError && strangers.has(error.code)) return undefined;
    throw error;
  });
}

const states: Readonly<Record<string | number, 'hidden' | 'gone'>> = {
  [RESTJSONErrorCodes.MissingAccess]: 'hidden',
  [RESTJSONErrorCodes.UnknownChannel]: 'gone',
};

function stateFor(error: unknown): 'hidden' | 'gone' | 'unknown' {
  return error instanceof DiscordAPIError ? (states[error.code] ?? 'unknown') : 'unknown';
}
