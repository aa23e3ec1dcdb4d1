import type { APIApplicationCommand, APIApplicationCommandOption } from 'discord-api-types/v10';
import { ApiError } from '../api-error.ts';
import type { World } from './world.ts';

const day = 24 * 60 * 60_000;
const mostCreationsADay = 200;

/** A command as Discord keeps it: checked already, with id and defaults. One of the same name and type keeps its id. */
export function storedCommand(world: World, scope: string, body: unknown): APIApplicationCommand {
  const sent = body as Partial<APIApplicationCommand> & { name: string };
  const type = sent.type ?? 1;
  const old = world.commands
    .get(scope)
    ?.find((command) => command.name === sent.name && command.type === type);
  const permissions = sent.default_member_permissions;
  return {
    id: sent.id ?? old?.id ?? world.newId(),
    application_id: world.applicationId,
    version: world.newId(),
    ...(scope === 'global' ? {} : { guild_id: scope }),
    type,
    name: sent.name,
    name_localizations: sent.name_localizations ?? null,
    description: sent.description ?? '',
    description_localizations: sent.description_localizations ?? null,
    default_member_permissions: permissions == null ? null : String(permissions),
    nsfw: sent.nsfw ?? false,
    // Both belong to global commands only; on a server's command Discord does not keep them.
    contexts: scope === 'global' ? (sent.contexts ?? null) : null,
    ...(scope === 'global'
      ? { integration_types: sent.integration_types ?? [0], dm_permission: directMessages(sent) }
      : {}),
    ...(sent.options?.length ? { options: sent.options.map(storedOption) } : {}),
  } as APIApplicationCommand; // `type` decides the variant, and the checks before this held them apart
}

const directMessages = ({ contexts, dm_permission }: Partial<APIApplicationCommand>) =>
  contexts ? contexts.includes(1) : (dm_permission ?? true);

// What says nothing is left out of Discord's answers: false, empty lists.
function storedOption(option: APIApplicationCommandOption): APIApplicationCommandOption {
  const entries = Object.entries(option)
    .filter(([key, value]) => !((key === 'required' || key === 'autocomplete') && !value) && value !== null)
    .filter(([, value]) => !Array.isArray(value) || value.length > 0)
    .map(([key, value]) => [key, key === 'options' ? value.map(storedOption) : value]);
  return Object.fromEntries(entries);
}

/** The command as it is listed without `with_localizations=true`. */
export function withoutLocalizations<T>(item: T): T {
  if (Array.isArray(item)) return item.map(withoutLocalizations) as T;
  if (typeof item !== 'object' || item === null) return item;
  const kept = Object.entries(item).filter(([key]) => !key.endsWith('_localizations'));
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutLocalizations(value)])) as T;
}

/** Counts new names towards the 200 a day. Throws error 30034 beyond them. */
export function countCreations(world: World, scope: string, commands: APIApplicationCommand[]): void {
  const known = new Set((world.commands.get(scope) ?? []).map(({ id }) => id));
  const now = world.clock.now();
  const recent = (world.created.get(scope) ?? []).filter((moment) => moment > now - day);
  const fresh = commands.filter(({ id }) => !known.has(id)).map(() => now);
  if (recent.length + fresh.length > mostCreationsADay) {
    throw new ApiError(400, 30034, 'Max number of daily application command creates has been reached (200)');
  }
  world.created.set(scope, [...recent, ...fresh]);
}
