import { z } from 'zod';
import { MessageRecord, TreeRecord } from '../record.ts';
import { unpacked } from './unpacked.ts';

/** Fields that the form does not know, as a JSON object, and their names. */
export type Meta = { json: string | undefined; names: string[] };

const ofMessage = new Set(['meta', 'replies', ...Object.keys(MessageRecord.shape)]);
const ofTree = new Set(['meta', ...Object.keys(TreeRecord.shape)]);
const Fields = z.record(z.string(), z.unknown());

/** What of a message is kept as it came, because it has no field of its own. */
export function messageMeta(value: object): Meta {
  return metaOf(value, ofMessage);
}

/** The same of a tree. */
export function treeMeta(value: object): Meta {
  return metaOf(value, ofTree);
}

/** `meta` may be an object, or a text that holds one, as an export writes it; null is nothing. */
function metaOf(value: object, known: ReadonlySet<string>): Meta {
  const others = Object.entries(value).filter(([name, field]) => !known.has(name) && field !== null);
  const kept = { ...given(Reflect.get(value, 'meta')), ...Object.fromEntries(others) };
  const json = Object.keys(kept).length > 0 ? JSON.stringify(kept) : undefined;
  return { json, names: others.map(([name]) => name) };
}

function given(meta: unknown): Record<string, unknown> {
  if (meta === undefined || meta === null) return {};
  const { data } = Fields.safeParse(typeof meta === 'string' ? unpacked(meta) : meta);
  return data ?? { meta };
}
