import { isDeepStrictEqual } from 'node:util';
import type { REST } from 'discord.js';
import {
  type APIApplicationCommand,
  ApplicationCommandType,
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
  const route = guildId
    ? Routes.applicationGuildCommands(applicationId, guildId)
    : Routes.applicationCommands(applicationId);
  const query = new URLSearchParams({ with_localizations: 'true' });
  const registered = (await rest.get(route, { query })) as APIApplicationCommand[]; // Discord's own documented answer
  if (sameCommands(registered, commands, guildId !== undefined)) return 'unchanged';
  await rest.put(route, { body: commands });
  return 'registered';
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
  const texts = { name, name_localizations, description, description_localizations };
  // where a command may be used is only kept for global ones
  const where = onOneServer ? [] : contexts?.toSorted();
  return { type, ...texts, options, nsfw, default_member_permissions, contexts: where };
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
