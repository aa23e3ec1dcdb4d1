import { isDeepStrictEqual } from 'node:util';
import type { REST } from 'discord.js';
import {
  type APIApplicationCommand,
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
  // where a command may be used is only kept for global ones
  const ignored = onOneServer ? ['contexts', 'integration_types', 'dm_permission'] : ['dm_permission'];
  const known = [
    'name',
    'type',
    'description',
    'options',
    'default_member_permissions',
    'nsfw',
    ...(onOneServer ? [] : ['contexts', 'integration_types']),
  ];
  const plain = (list: readonly object[]) =>
    list
      .map((command) =>
        withoutDefaults(
          Object.fromEntries(
            Object.entries(command).filter(
              ([key]) => (known.includes(key) || key.endsWith('_localizations')) && !ignored.includes(key),
            ),
          ),
        ),
      )
      .map((command) => JSON.stringify(command))
      .sort();
  return isDeepStrictEqual(plain(registered), plain(commands));
}

const defaults: Readonly<Record<string, unknown>> = {
  type: 1,
  required: false,
  autocomplete: false,
  nsfw: false,
};

/** The same value with sorted keys and without what Discord takes for granted. */
function withoutDefaults(value: unknown, depth = 0): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutDefaults(item, depth + 1));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value)
    .filter(([key, inner]) => {
      if (inner === null || inner === undefined) return false;
      if (Array.isArray(inner) && inner.length === 0) return false;
      if (typeof inner === 'object' && Object.keys(inner).length === 0) return false;
      return !(key in defaults && defaults[key] === inner && (key !== 'type' || depth === 0));
    })
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => [key, withoutDefaults(inner, depth + 1)] as const);
  return Object.fromEntries(kept);
}
