import type { Option } from '../rules/command-options.ts';
import { kind } from '../rules/part.ts';
import { rolePayload } from '../world/payloads.ts';
import type { World } from '../world/world.ts';
import { resolved } from './component.ts';

const optionTypes = { user: 6, channel: 7, role: 8, attachment: 11 };

/** The people, channels, roles and files that a command's options name, as `data.resolved` carries them. */
export function resolvedOptions(
  world: World,
  options: Option[],
  given: Record<string, string | number | boolean>,
): { resolved?: object } {
  const named = (type: number) =>
    options
      .filter((option) => option.type === type)
      .flatMap(({ name }) => (given[name] === undefined ? [] : [String(given[name])]));
  const users = named(optionTypes.user);
  const channels = named(optionTypes.channel);
  const roles = named(optionTypes.role);
  const files = named(optionTypes.attachment);
  if (users.length + channels.length + roles.length + files.length === 0) return {};
  return {
    resolved: {
      ...(users.length > 0 ? resolved(world, { type: kind.userSelect }, users) : {}),
      ...(channels.length > 0 ? resolved(world, { type: kind.channelSelect }, channels) : {}),
      ...(roles.length > 0 ? resolvedRoles(world, roles) : {}),
      ...(files.length > 0 ? resolvedFiles(world, files) : {}),
    },
  };
}

function resolvedRoles(world: World, ids: readonly string[]) {
  const roles = [...world.roles].filter(([, id]) => ids.includes(id));
  return { roles: Object.fromEntries(roles.map(([name, id]) => [id, rolePayload(id, name)])) };
}

function resolvedFiles(world: World, ids: readonly string[]) {
  const files = ids.flatMap((id) => world.uploads.get(id)?.attachment ?? []);
  return { attachments: Object.fromEntries(files.map((file) => [file.id, { ...file, ephemeral: true }])) };
}
