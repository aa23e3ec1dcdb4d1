import { z } from 'zod';

/** Settings as they are written, in groups of groups. */
export const Group = z.record(z.string(), z.unknown());
export type Group = z.infer<typeof Group>;

/** The one with what the other has as well, which wins. */
export function merge(all: Group, more: Group): Group {
  const merged = Object.entries(more).map(([name, value]) => {
    const [before, after] = [Group.safeParse(all[name]).data, Group.safeParse(value).data];
    return [name, before && after ? merge(before, after) : value];
  });
  return { ...all, ...Object.fromEntries(merged) };
}

/** `limits.person.most` and 60 as `{limits: {person: {most: 60}}}`. */
export function nested(name: string, value: unknown): Group {
  const [last = '', ...groups] = name.split('.').reverse();
  return groups.reduce<Group>((inner, group) => ({ [group]: inner }), { [last]: value });
}

/** What stands in there under a name such as `limits.person.most`; undefined for nothing. */
export function valueAt(all: unknown, name: string): unknown {
  return name.split('.').reduce<unknown>((group, part) => Group.safeParse(group).data?.[part], all);
}
