import { asItWas } from '../json-line.ts';
import type { Feature } from '../schemas/features.ts';
import { JsonText } from './json-text.ts';

/** A column that a table has as a text of JSON, and the one after it. */
type Deep = { name: string; next: string | undefined };

/**
 * What reads lines of a format, whole ones: all that they say, but that of a column of JSON its text is cut out as it stands, since
 * a table has it so. Its place is known because all others are single values, in which nothing looks like a name of a column.
 */
export function rowReader(columns: Readonly<Record<string, Feature>>): (lines: string) => object[] {
  const deep = deepColumn(columns);
  // there is no other line end in them than those between
  if (!deep) return (lines) => JSON.parse(`[${lines.trimEnd().replaceAll('\n', ',')}]`);
  return (lines) =>
    lines
      .trimEnd()
      .split('\n')
      .map((line) => rowOf(line, deep));
}

function deepColumn(columns: Readonly<Record<string, Feature>>): Deep | undefined {
  const names = Object.keys(columns);
  const at = Object.values(columns).findIndex((of) => dtypeOf(of) === 'json');
  const name = names[at];
  if (name === undefined) return undefined;
  const others = Object.entries(columns).filter(([other]) => other !== name);
  const isAlone = others.every(([, of]) => ![undefined, 'json'].includes(dtypeOf(of)));
  if (!isAlone) throw new Error('a column of JSON stands beside others that are no single values');
  return { name, next: names[at + 1] };
}

function dtypeOf(of: Feature): string | undefined {
  return 'dtype' in of && typeof of.dtype === 'string' ? of.dtype : undefined;
}

function rowOf(line: string, { name, next }: Deep): object {
  const key = `"${name}":`;
  const start = line.indexOf(key) + key.length;
  const end = next === undefined ? line.length - 1 : line.lastIndexOf(`,"${next}":`);
  const row: Record<string, unknown> = JSON.parse(`${line.slice(0, start)}null${line.slice(end)}`);
  row[name] = new JsonText(asItWas(line.slice(start, end)));
  return row;
}
