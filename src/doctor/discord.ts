import { DiscordAPIError, type REST } from '@discordjs/rest';
import { type APIApplicationCommand, ApplicationFlags, Routes } from 'discord-api-types/v10';
import { z } from 'zod';
import { type Application, readApplication } from '../discord/application.ts';
import { whyNoLogin } from '../discord/login.ts';
import { type Commands, sameCommands } from '../discord/registration.ts';
import type { Finding } from './finding.ts';

const PORTAL = 'https://discord.com/developers/applications';

/** Whose token it is; undefined when Discord does not take it, or cannot be reached. */
export async function examineToken(
  rest: REST,
): Promise<{ finding: Finding; application: Application | undefined }> {
  const name = 'token';
  try {
    const application = await readApplication(rest);
    const says = `Discord takes it: application ${application.id}, owned by ${application.owners.join(', ') || 'nobody'}`;
    return { finding: { name, is: 'fine', says }, application };
  } catch (error) {
    const refused = error instanceof DiscordAPIError && error.status === 401;
    const says = refused ? 'Discord does not take it' : 'Discord cannot be asked';
    const mend = whyNoLogin(error) ?? 'check the network, and DISCORD_API_URL if it is set';
    return { finding: { name, is: 'broken', says, mend }, application: undefined };
  }
}

const Flags = z.object({ flags: z.int().default(0) });
const privileged =
  ApplicationFlags.GatewayPresence |
  ApplicationFlags.GatewayPresenceLimited |
  ApplicationFlags.GatewayGuildMembers |
  ApplicationFlags.GatewayGuildMembersLimited |
  ApplicationFlags.GatewayMessageContent |
  ApplicationFlags.GatewayMessageContentLimited;

/** Whether the application has intents that the bot never needs. */
export async function examineIntents(rest: REST): Promise<Finding> {
  const { flags } = Flags.parse(await rest.get(Routes.currentApplication()));
  if ((flags & privileged) === 0)
    return { name: 'intents', is: 'fine', says: 'none privileged, and none is needed' };
  const says = 'privileged ones are on, and none is needed';
  return { name: 'intents', is: 'doubtful', says, mend: `turn them off on the Bot page of ${PORTAL}` };
}

/** Whether interactions come in by the way that the settings say: a webhook with a public key, else the gateway. */
export function examineDoor(
  { endpoint, publicKey: real }: Pick<Application, 'endpoint' | 'publicKey'>,
  publicKey: string | undefined,
): Finding {
  const name = 'door';
  const page = `the General Information page of ${PORTAL}`;
  if (publicKey === undefined && endpoint === undefined)
    return { name, is: 'fine', says: 'interactions come by the gateway' };
  if (publicKey === undefined) {
    const mend = `take the Interactions Endpoint URL off on ${page}, or set DISCORD_PUBLIC_KEY`;
    return { name, is: 'broken', says: `Discord sends interactions to ${endpoint}`, mend };
  }
  if (real !== undefined && real.toLowerCase() !== publicKey.toLowerCase())
    return {
      name,
      is: 'broken',
      says: 'DISCORD_PUBLIC_KEY is of another application',
      mend: `copy it from ${page}`,
    };
  if (endpoint === undefined) {
    const mend = `set the Interactions Endpoint URL on ${page}`;
    return { name, is: 'broken', says: 'Discord does not know where to send interactions', mend };
  }
  return { name, is: 'fine', says: `interactions come as signed webhooks to ${endpoint}` };
}

/** Whether Discord has the commands that this version of the bot has. */
export async function examineCommands(
  rest: REST,
  { id }: Pick<Application, 'id'>,
  commands: Commands,
  guildId: string | undefined,
): Promise<Finding> {
  const name = 'commands';
  const mend = 'start the bot once: it registers them';
  const where = guildId === undefined ? 'everywhere' : `on server ${guildId}`;
  const route =
    guildId === undefined ? Routes.applicationCommands(id) : Routes.applicationGuildCommands(id, guildId);
  try {
    const query = new URLSearchParams({ with_localizations: 'true' });
    const registered = (await rest.get(route, { query })) as APIApplicationCommand[]; // Discord's own documented answer
    if (sameCommands(registered, commands, guildId !== undefined))
      return { name, is: 'fine', says: `all ${commands.length} are registered ${where}` };
    const says =
      registered.length === 0
        ? `none is registered ${where}`
        : `those registered ${where} are of another version`;
    return { name, is: 'doubtful', says, mend };
  } catch (error) {
    const says = `Discord does not tell them ${where}`;
    return { name, is: 'broken', says, mend: whyNoLogin(error) ?? 'check DISCORD_GUILD_ID' };
  }
}
