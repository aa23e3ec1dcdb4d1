import { ComponentType } from 'discord-api-types/v10';
import type { Snapshot } from '../../view.ts';
import type { Entity, FieldOption } from './options.ts';

const ENTITIES: Record<number, Entity> = {
  [ComponentType.UserSelect]: 'people',
  [ComponentType.RoleSelect]: 'roles',
  [ComponentType.MentionableSelect]: 'mentionables',
  [ComponentType.ChannelSelect]: 'channels',
};

/** What a select of this component type chooses from. */
export function entityOf(type: number): Entity {
  return ENTITIES[type] ?? 'options';
}

/** The people, channels, … there are to choose from, and which `chosen` says are chosen already, by id. The sandbox's server has no roles. */
export function entityOptions(
  of: Entity,
  { people, channels }: Snapshot,
  chosen: readonly string[] = [],
): FieldOption[] {
  const option = (value: string, label: string) => ({
    ...{ value, label, description: '' },
    chosen: chosen.includes(value),
  });
  if (of === 'people' || of === 'mentionables') return people.map(({ id, name }) => option(id, name));
  if (of !== 'channels') return [];
  return channels.filter(({ kind }) => kind === 'text').map(({ id, name }) => option(id, `#${name}`));
}
