import type { Option } from '../rules/command-options.ts';
import { kind } from '../rules/part.ts';
import { rolePayload } from '../world/payloads.ts';
import type { World } from '../world/world.ts';
import { resolved } from './component.ts';

const optionTypes = { user: 6, channel: 7, role: 8 };

/** The people, channels and roles that a command's options name, as `data.resolved` carries them. */
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
  if (users.length + channels.length + roles.length === 0) return {};
  return {
    resolved: {
      ...(users.length > 0 ? resolved(world, { type: kind.userSelect }, users) : {}),
      ...(channels.length > 0 ? resolved(world, { type: kind.channelSelect }, channels) : {}),
      ...(roles.length > 0 ? resolvedRoles(world, roles) : {}),
    },
  };
}

function resolvedRoles(world: World, ids: readonly string[]) {
  const roles = [...world.roles].filter(([, id]) => ids.includes(id));
  return { roles: Object.fromEntries(roles.map(([name, id]) => [id, rolePayload(id, name)])) };
}
