import type { PersonRecord, World } from './world.ts';

/** A `manager` may manage the server; `roles` are the ids of the roles they have on the server. */
export type PersonOptions = {
  locale?: string;
  admin?: boolean;
  manager?: boolean;
  installed?: boolean;
  roles?: string[];
};

/** The person of this name, who joins if they were not there. Options given later change them. */
export function personNamed(world: World, name: string, options: PersonOptions = {}): PersonRecord {
  const known = [...world.people.values()].find((person) => person.name === name);
  if (known) {
    Object.assign(known, options);
    return known;
  }
  const dmId = world.newId();
  const person: PersonRecord = {
    id: world.newId(),
    name,
    locale: options.locale ?? 'en-US',
    admin: options.admin ?? false,
    installed: options.installed ?? false,
    manager: options.manager ?? false,
    roles: options.roles ?? [],
    dmId,
    seenForms: new Set(),
  };
  world.people.set(person.id, person);
  const dm = { id: dmId, name: world.bot.name, kind: 'dm' as const, personId: person.id };
  world.channels.set(dmId, { ...dm, server: null, denied: new Set() });
  world.changed('all');
  return person;
}

/** The person with this id; throws when there is none. */
export function personWith(world: World, id: string): PersonRecord {
  const person = world.people.get(id);
  if (!person) throw new Error(`Nobody in the sandbox has the id ${id}`);
  return person;
}

/** Whoever owns the application: the first administrator, or else the first person. */
export function ownerOf(world: World): PersonRecord | undefined {
  const people = [...world.people.values()];
  return people.find((person) => person.admin) ?? people[0];
}

/** Whether somebody may be in a channel: anybody in the server's, only themselves in their DM. */
export function mayEnter(world: World, personId: string, channelId: string): boolean {
  const channel = world.channels.get(channelId);
  return channel !== undefined && (channel.personId === null || channel.personId === personId);
}
