import type { Option } from '../rules/command-options.ts';
import { kind } from '../rules/part.ts';
import type { World } from '../world/world.ts';
import { resolved } from './component.ts';

const optionTypes = { user: 6, channel: 7 };

/** The people and channels that a command's options name, as `data.resolved` carries them. */
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
  if (users.length + channels.length === 0) return {};
  return {
    resolved: {
      ...(users.length > 0 ? resolved(world, { type: kind.userSelect }, users) : {}),
      ...(channels.length > 0 ? resolved(world, { type: kind.channelSelect }, channels) : {}),
    },
  };
}
