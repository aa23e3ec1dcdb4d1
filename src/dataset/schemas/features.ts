import { z } from 'zod';

/** A type of Hugging Face `datasets`, as `Features.from_dict` reads it; a list has its one member. */
export type Feature = { _type: 'Value'; dtype: string } | { [name: string]: Feature } | [Feature];

/** How deep trees go in the type of `trees`, which a table cannot leave open: as deep as those of the published dataset. */
const DEEPEST = 12;

const dtypes: Readonly<Record<string, string>> = {
  string: 'string',
  integer: 'int64',
  number: 'float64',
  boolean: 'bool',
  null: 'null',
};

type Node = z.core.JSONSchema.JSONSchema;

/**
 * The type of every column of a line. JSON says nothing of the type of a null, so whoever reads only nulls in one file
 * and texts in the next must know it from here.
 */
export function featuresOf(line: z.ZodType): Feature {
  const document = z.toJSONSchema(line, { io: 'output' });
  return feature(document, DEEPEST);

  function feature(node: Node, depth: number): Feature {
    if (node.$ref !== undefined) return feature(resolved(node.$ref), depth - 1);
    const choices = node.anyOf?.filter(isTyped);
    if (choices?.[0]) return feature(choices[0], depth);
    if (node.type === 'object') return struct(fieldsOf(node), depth);
    if (node.type === 'array') return [depth === 0 ? value('null') : feature(member(node), depth)];
    return value([node.type].flat().find((type) => type !== 'null') ?? 'string');
  }

  function struct(fields: readonly (readonly [name: string, field: Node])[], depth: number): Feature {
    return Object.fromEntries(fields.map(([name, field]) => [name, feature(field, depth)]));
  }

  function resolved(ref: string): Node {
    const found = document.$defs?.[ref.replace('#/$defs/', '')];
    if (typeof found !== 'object') throw new Error(`no definition ${ref}`);
    return found;
  }
}

/** The fields of an object, or those of a record whose names are all known. */
function fieldsOf({ properties, propertyNames, additionalProperties }: Node): [name: string, field: Node][] {
  const names = typeof propertyNames === 'object' ? (propertyNames.enum ?? []) : [];
  const ofNames = names.map((name) => [String(name), additionalProperties] as const);
  return [...Object.entries(properties ?? {}), ...ofNames].flatMap(([name, field]) =>
    typeof field === 'object' ? [[name, field]] : [],
  );
}

function isTyped(node: Node | boolean): node is Node {
  return typeof node === 'object' && node.type !== 'null';
}

/** What a list holds; a list of one has its member as the first of several. */
function member({ items, prefixItems }: Node): Node {
  const node = prefixItems?.[0] ?? (Array.isArray(items) ? items[0] : items);
  if (typeof node !== 'object') throw new Error('a list of nothing');
  return node;
}

function value(type: string): Feature {
  return { _type: 'Value', dtype: dtypes[type] ?? 'string' };
}
