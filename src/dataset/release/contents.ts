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
