import { z } from 'zod';

type Node = z.core.JSONSchema.JSONSchema;

/** The table of a line's columns for `docs/dataset.md`, made from its schema. */
export function columnsTable(line: z.ZodType): string {
  const { properties = {} } = z.toJSONSchema(line, { io: 'output' });
  const rows = Object.entries(properties).map(([name, node]) => {
    const { description = '' } = nodeOf(node);
    return `| \`${name}\` | ${kindOf(nodeOf(node))} | ${description} |`;
  });
  return ['| column | type | meaning |', '|---|---|---|', ...rows].join('\n');
}

/** What a value is, in a few words. */
function kindOf(node: Node): string {
  if (node.anyOf) {
    const kinds = node.anyOf.map(nodeOf);
    const some = kinds.filter(({ type }) => type !== 'null').map(kindOf);
    return [...some, ...(some.length < kinds.length ? ['null'] : [])].join(' or ');
  }
  if (node.enum) return 'text';
  if (node.type === 'array') {
    const [one] = [node.prefixItems?.[0] ?? node.items].flat();
    return `list of ${one === undefined ? 'anything' : kindOf(nodeOf(one))}`;
  }
  if (node.type === 'object' && node.propertyNames) return 'object';
  if (node.type === 'object') return `{${Object.keys(node.properties ?? {}).join(', ')}}`;
  return [node.type]
    .flat()
    .map((type) => names[String(type)] ?? 'object')
    .join(' or ');
}

const names: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'whole number',
  number: 'number',
  boolean: 'yes or no',
  null: 'null',
};

function nodeOf(node: Node | boolean): Node {
  return typeof node === 'object' ? node : {};
}
