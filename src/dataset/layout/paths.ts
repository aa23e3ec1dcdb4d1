import type { FormatName } from '../export/formats/index.ts';

/** Where the lines of a side are. Trees have no depth of their own, so that they are no table. */
export function pathsOf(format: FormatName, side: string): { jsonl: string; parquet: string | undefined } {
  return {
    jsonl: `jsonl/${format}/${side}.jsonl`,
    parquet: format === 'trees' ? undefined : `data/${format}/${side}.parquet`,
  };
}
