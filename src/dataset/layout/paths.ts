import type { FormatName } from '../export/formats/index.ts';

/** Where the lines of a side are, and its table. */
export function pathsOf(format: FormatName, side: string): { jsonl: string; parquet: string } {
  return { jsonl: `jsonl/${format}/${side}.jsonl`, parquet: `data/${format}/${side}.parquet` };
}
