import { isDeepStrictEqual } from 'node:util';
import { DiscordAPIError, type REST } from '@discordjs/rest';
import {
  type APIApplicationCommand,
  ApplicationCommandType,
  ApplicationIntegrationType,
  RESTJSONErrorCodes,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  Routes,
} from 'discord-api-types/v10';

export type Commands = readonly RESTPostAPIChatInputApplicationCommandsJSONBody[];

/**
 * Makes Discord have exactly these commands, on one server or everywhere: one look, and one bulk overwrite only when
 * something differs. Tells whether it had to.
 */
export async function registerCommands(
  rest: REST,
  applicationId: string,
  commands: Commands,
  guildId?: string,
): Promise<'registered' | 'unchanged'> {
  const route = routeFor(applicationId, guildId);
  const query = new URLSearchParams({ with_localizations: 'true' });
  const registered = (await rest.get(route, { query })) as APIApplicationCommand[]; // Discord's own documented answer
  if (sameCommands(registered, commands, guildId !== undefined)) return 'unchanged';
  await rest.put(route, { body: commands });
  return 'registered';
}

/**
 * Takes all commands away, on one server or everywhere, if there are any: what is registered in two places is listed
 * twice. A server that the bot has left has none.
 */
export async function clearCommands(rest: REST, applicationId: string, guildId?: string): Promise<void> {
  const route = routeFor(applicationId, guildId);
  try {
    const registered = (await rest.get(route)) as APIApplicationCommand[]; // Discord's own documented answer
    if (registered.length > 0) await rest.put(route, { body: [] });
  } catch (error) {
    if (!(error instanceof DiscordAPIError) || !gone.has(Number(error.code))) throw error;
  }
}

const gone: ReadonlySet<number> = new Set([
  RESTJSONErrorCodes.UnknownGuild,
  RESTJSONErrorCodes.MissingAccess,
  RESTJSONErrorCodes.MissingPermissions,
]);

function routeFor(applicationId: string, guildId: string | undefined) {
  return guildId
    ? Routes.applicationGuildCommands(applicationId, guildId)
    : Routes.applicationCommands(applicationId);
}

/** Whether Discord already has these commands, whatever their order and however it spells out defaults. */
export function sameCommands(
  registered: readonly APIApplicationCommand[],
  commands: Commands,
  onOneServer = false,
): boolean {
  const compared = (list: readonly Described[]) =>
    list.map((command) => JSON.stringify(plain(essence(command, onOneServer)))).sort();
  return isDeepStrictEqual(compared(registered), compared(commands));
}

type Described = APIApplicationCommand | Commands[number];

/** What commands are compared by: Discord adds ids, versions, and settings that we leave to the application. */
function essence(command: Described, onOneServer: boolean) {
  const { type = ApplicationCommandType.ChatInput, name, description, options, nsfw } = command;
  const { name_localizations, description_localizations, default_member_permissions, contexts } = command;
  const { integration_types = [ApplicationIntegrationType.GuildInstall] } = command;
  const texts = { name, name_localizations, description, description_localizations };
  // where a command may be used is only kept for global ones
  const where = onOneServer ? [] : [contexts?.toSorted(), integration_types.toSorted()];
  return { type, ...texts, options, nsfw, default_member_permissions, where };
}

/** The same value with sorted keys, and without what says nothing: Discord leaves it out, or writes null or false. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const said = Object.entries(value).filter(([, inner]) => !saysNothing(inner));
  return Object.fromEntries(
    said.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, plain(inner)]),
  );
}

function saysNothing(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0;
  return value === undefined || value === null || value === false;
}
