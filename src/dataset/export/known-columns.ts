import { storedEmojiCodes } from '../../backend/messages/emoji-codes.ts';
import { labelNames } from '../../backend/messages/label-sets.ts';
import type { Detoxify, Emojis, LabelTallies } from '../record.ts';
import {
  type DetoxifyColumns,
  detoxifyMeasures,
  type EmojiColumns,
  type LabelColumns,
} from '../schemas/parts.ts';

const NOBODY = { value: null, count: 0 };

/** Every label that has a column. */
export function labelColumns(labels: LabelTallies): LabelColumns {
  return filled(labelNames, (name) => labels[name] ?? NOBODY);
}

/** Every emoji that has a column. */
export function emojiColumns(emojis: Emojis): EmojiColumns {
  return filled(storedEmojiCodes, (code) => emojis[code] ?? 0);
}

/** What the classifier of the published dataset measured; null where not all of it is there. */
export function detoxifyColumns(detoxify: Detoxify | undefined): DetoxifyColumns | null {
  if (!detoxify || detoxifyMeasures.some((name) => detoxify[name] === undefined)) return null;
  return filled(detoxifyMeasures, (name) => detoxify[name] ?? 0);
}

type Sayings = {
  labels: LabelTallies | undefined;
  emojis: Emojis | undefined;
  detoxify: Detoxify | undefined;
  /** A JSON object. */
  meta: string | undefined;
};

/** A JSON object with what was imported and has no column: fields, labels, emojis and measures. Null for nothing. */
export function metaColumn({ labels, emojis, detoxify, meta }: Sayings): string | null {
  if (haveColumns(labels, labelNames) && haveColumns(emojis, storedEmojiCodes) && !detoxify)
    return meta ?? null;
  return withOthers({ labels, emojis, detoxify, meta });
}

function haveColumns(given: object | undefined, columns: readonly string[]): boolean {
  for (const name in given) if (!columns.includes(name)) return false;
  return true;
}

function withOthers({ labels = {}, emojis = {}, detoxify = {}, meta }: Sayings): string | null {
  const others = {
    other_labels: without(labels, labelNames),
    other_emojis: without(emojis, storedEmojiCodes),
    other_detoxify: detoxifyColumns(detoxify) ? without(detoxify, detoxifyMeasures) : detoxify,
  };
  const some = Object.entries(others).filter(([, other]) => Object.keys(other).length > 0);
  if (some.length === 0) return meta ?? null;
  const kept: Record<string, unknown> = meta === undefined ? {} : JSON.parse(meta);
  return JSON.stringify({ ...kept, ...Object.fromEntries(some) });
}

function without(given: Readonly<Record<string, unknown>>, columns: readonly string[]) {
  return Object.fromEntries(Object.entries(given).filter(([name]) => !columns.includes(name)));
}

function filled<Name extends string, Value>(names: readonly Name[], toValue: (name: Name) => Value) {
  const columns: Partial<Record<Name, Value>> = {};
  for (const name of names) columns[name] = toValue(name);
  return columns as Record<Name, Value>; // of every name
}
