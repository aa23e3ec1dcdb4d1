import type { SchemaElement } from 'hyparquet';
import type { Feature } from '../schemas/features.ts';

const leaves: Readonly<Record<string, Pick<SchemaElement, 'type' | 'converted_type'>>> = {
  json: { type: 'BYTE_ARRAY', converted_type: 'UTF8' }, // older readers take the type JSON for bytes
  string: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  int64: { type: 'INT64' },
  float64: { type: 'DOUBLE' },
  bool: { type: 'BOOLEAN' },
};

/**
 * The same columns as the lines of a format have, as a Parquet schema: every value may be null, lists have three levels.
 * https://github.com/apache/parquet-format/blob/master/LogicalTypes.md#lists
 */
export function parquetSchema(columns: Readonly<Record<string, Feature>>): SchemaElement[] {
  const names = Object.entries(columns);
  return [{ name: 'root', num_children: names.length }, ...names.flatMap(([name, of]) => element(name, of))];
}

function element(name: string, feature: Feature): SchemaElement[] {
  const common = { name, repetition_type: 'OPTIONAL' } as const;
  if (Array.isArray(feature))
    return [
      { ...common, converted_type: 'LIST', num_children: 1 },
      { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
      ...element('element', feature[0]),
    ];
  if ('dtype' in feature && typeof feature.dtype === 'string')
    return [{ ...common, ...(leaves[feature.dtype] ?? leaves.string) }];
  const fields = Object.entries(feature).filter(
    (entry): entry is [string, Feature] => typeof entry[1] === 'object',
  );
  return [{ ...common, num_children: fields.length }, ...fields.flatMap(([field, of]) => element(field, of))];
}
