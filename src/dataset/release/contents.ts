import type { FormatName } from '../export/formats/index.ts';

/** What a format of a release holds: lines by side. */
export type FormatContents = { format: FormatName; lines: ReadonlyMap<string, number> };

/** A file of a release, by its path in the folder, and the SHA-256 of its bytes. */
export type FileContents = { path: string; sha256: string };

/** What was written. */
export type Contents = {
  formats: readonly FormatContents[];
  files: readonly FileContents[];
  /** Languages of the texts, sorted. */
  langs: readonly string[];
};

/** Where the lines of a side are. Trees have no depth of their own, so that they are no table. */
export function pathsOf(format: FormatName, side: string): { jsonl: string; parquet: string | undefined } {
  return {
    jsonl: `jsonl/${format}/${side}.jsonl`,
    parquet: format === 'trees' ? undefined : `data/${format}/${side}.parquet`,
  };
}
