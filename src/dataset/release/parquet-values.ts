import { jsonOf } from '../json-line.ts';
import type { Feature } from '../schemas/features.ts';

/** Makes of a value what the writer of Parquet takes; undefined where it takes it as it is. */
export type Convert = ((value: unknown) => unknown) | undefined;

const converters: Readonly<Record<string, Convert>> = {
  int64: (value) => (typeof value === 'number' ? BigInt(value) : value),
  json: jsonOf,
};

/** The writer takes whole numbers of 64 bits as bigints only, however deep they lie, and JSON as text. */
export function converterOf(feature: Feature): Convert {
  if (Array.isArray(feature)) {
    const convert = converterOf(feature[0]);
    return convert && ((value) => (Array.isArray(value) ? value.map(convert) : value));
  }
  if ('dtype' in feature && typeof feature.dtype === 'string') return converters[feature.dtype];
  const fields = Object.entries(feature).flatMap(([name, of]) => {
    const convert = typeof of === 'object' ? converterOf(of) : undefined;
    return convert ? [[name, convert] as const] : [];
  });
  if (fields.length === 0) return undefined;
  return (value) => {
    if (typeof value !== 'object' || value === null) return value;
    const converted: Record<string, unknown> = { ...value };
    for (const [name, convert] of fields) converted[name] = convert(converted[name]);
    return converted;
  };
}
