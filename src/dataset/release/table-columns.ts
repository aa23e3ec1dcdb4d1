import type { Format } from '../export/formats/format.ts';
import { type Feature, featuresOf } from '../schemas/features.ts';

const JSON_TEXT: Feature = { _type: 'Value', dtype: 'json' };

/** The columns of a format in a table: those of its lines, with JSON for what has no depth of its own. */
export function tableColumns({
  line,
  asJson = [],
}: Pick<Format, 'line' | 'asJson'>): Record<string, Feature> {
  const columns = Object.entries(featuresOf(line));
  return Object.fromEntries(
    columns.map(([name, column]) => [name, asJson.includes(name) ? JSON_TEXT : column]),
  );
}
