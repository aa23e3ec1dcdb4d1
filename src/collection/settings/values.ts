import type { WordKey, Words } from '../../locales/words.ts';
import type { KnownSetting, SettingValue } from '../../oasst/settings.ts';
import { type FieldName, isField } from './fields.ts';

const HOUR_MS = 60 * 60_000;
/** More than this is no limit any more, and too long for a button to carry. */
const MOST = 1_000_000;

/** What people write for each setting that is not written as it is kept: hours for milliseconds. */
const units: Partial<Record<string, number>> = { taskValidityMs: HOUR_MS };

/** What people may write for a setting. */
export type Range = { min: number; max: number; whole: boolean };

/** The range of a number as people write it. */
export function rangeOf({ name, type, min = 0, max = MOST }: KnownSetting): Range {
  const unit = units[name] ?? 1;
  const whole = type === 'integer' && unit === 1;
  return {
    min: unit === 1 ? min : Math.max(1, Math.ceil(min / unit)),
    max: Math.min(MOST, Math.floor(max / unit)),
    whole,
  };
}

/** A number as people write it, in plain digits. */
export function written(name: string, value: SettingValue): string {
  return typeof value === 'number' ? String(value / (units[name] ?? 1)) : String(value);
}

/** The value that somebody wrote, with a comma or a point; undefined for what is out of range or no number. */
export function readNumber(setting: KnownSetting, typed: string): number | undefined {
  const digits = typed.replaceAll(/\s/g, '').replace(',', '.');
  const { min, max, whole } = rangeOf(setting);
  const value = Number(digits);
  if (!/^\d+(\.\d{1,6})?$/.test(digits) || value < min || value > max) return undefined;
  if (whole && !Number.isInteger(value)) return undefined;
  const unit = units[setting.name];
  return unit === undefined ? value : Math.round(value * unit);
}

/** What a setting is called. */
export function nameOf(name: string, words: Words): string {
  return isField(name) ? words(keyOf('name', name)) : `\`${name}\``;
}

/** A value as people read it. */
export function inWords(name: string, value: SettingValue, words: Words): string {
  if (typeof value === 'boolean') return words(value ? 'settings.on' : 'settings.off');
  const unit = units[name] ?? 1;
  return new Intl.NumberFormat(words.locale, { maximumFractionDigits: 6 }).format(value / unit);
}

/** What a setting does, in a sentence; empty for one that is on no form. */
export function helpOf(name: string, words: Words): string {
  return isField(name) ? words(keyOf('help', name)) : '';
}

function keyOf(what: 'name' | 'help', name: FieldName): WordKey {
  const key = name.replaceAll('.', '_') as Underscored<FieldName>; // as the type says it
  return `settings.${what}_${key}`;
}

/** A name with `_` for each `.`, because keys of texts have dots of their own. */
type Underscored<Name extends string> = Name extends `${infer First}.${infer Rest}`
  ? `${First}_${Underscored<Rest>}`
  : Name;
