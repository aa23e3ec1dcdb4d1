import { jsonOf } from '../json-line.ts';
import type { Feature } from '../schemas/features.ts';
import { JsonText } from './json-text.ts';

/** Makes of a value what the writer of Parquet takes; undefined where it takes it as it is. */
export type Convert = ((value: unknown) => unknown) | undefined;

const converters: Readonly<Record<string, Convert>> = {
  int64: (value) => (typeof value === 'number' ? BigInt(value) : value),
  json: (value) => (value instanceof JsonText ? value.text : jsonOf(value)),
};

/** Nobody else has the values: they are changed where they are. The writer takes whole numbers of 64 bits as bigints only, however deep they lie, and JSON as text. */
export function converterOf(feature: Feature): Convert {
  if (Array.isArray(feature)) {
    const convert = converterOf(feature[0]);
    return (
      convert &&
      ((value) => {
        if (Array.isArray(value)) for (const [at, member] of value.entries()) value[at] = convert(member);
        return value;
      })
    );
  }
  if ('dtype' in feature && typeof feature.dtype === 'string') return converters[feature.dtype];
  const fields = Object.entries(feature).flatMap(([name, of]) => {
    const convert = typeof of === 'object' ? converterOf(of) : undefined;
    return convert ? [[name, convert] as const] : [];
  });
  if (fields.length === 0) return undefined;
  return (value) => {
    if (typeof value !== 'object' || value === null) return value;
    for (const [name, convert] of fields) Reflect.set(value, name, convert(Reflect.get(value, name)));
    return value;
  };
}
