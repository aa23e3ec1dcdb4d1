import { customId } from '../../discord/custom-id.ts';
import type { SettingValue } from '../../oasst/settings.ts';
import { type GroupName, groups, isGroup } from './fields.ts';

/** Values that somebody wants, as they stand in a button until it is pressed: nothing of them is kept elsewhere. */
export type Wish = { group: GroupName; version: number; values: Readonly<Record<string, SettingValue>> };

/**
 * The id of the button that does it: `reviews.7` and `2,,0.65`, by the order of the group; empty for what stays.
 * @throws RangeError for more than fits
 */
export function wishId({ group, version, values }: Wish): string {
  const all = groups[group]
    .map((name) => values[name])
    .map((value) => (value === undefined ? '' : Number(value)));
  return customId('setapply', `${group}.${version}`, all.join(','));
}

/** Reads it back; undefined for what no button of ours says. `isSwitch` tells the settings that are on or off. */
export function readWish(
  subject: string,
  argument: string,
  isSwitch: (name: string) => boolean,
): Wish | undefined {
  const [group = '', version = ''] = subject.split('.');
  if (!isWishSubject(subject) || !isGroup(group)) return undefined;
  const parts = argument.split(',');
  const names = groups[group];
  if (parts.length !== names.length || parts.some((part) => !/^(\d+(\.\d+)?)?$/.test(part))) return undefined;
  const given = names.flatMap((name, index): [string, SettingValue][] => {
    const part = parts[index] ?? '';
    if (part === '') return [];
    return [[name, isSwitch(name) ? part === '1' : Number(part)]];
  });
  return { group, version: Number(version), values: Object.fromEntries(given) };
}

/** Whether a subject names a group and a version. */
export function isWishSubject(subject: string): boolean {
  const [group = '', version = '', ...more] = subject.split('.');
  return isGroup(group) && /^\d{1,9}$/.test(version) && more.length === 0;
}
