import type { Brought, FileToImport, Problem } from '../../imports.ts';

/** What is asked of an export: the format, and filters as the command line takes them. */
export type ExportWish = { format: string; filters: readonly string[] };

/** The lines of an export in chunks of whole lines, and what is known of them so far. */
export type ExportedLines = {
  lines: AsyncIterable<string>;
  /** How many there are. */
  written: () => number;
  /** What was left out, how much by which filter, but for the samples; in English as the command line says it; empty for nothing. */
  leftOut: () => string;
  /** How many samples, trees or summaries, were left out because nobody asked for them. */
  samplesLeftOut: () => number;
};

/** The collection as files, where it is the bot's own. */
export type CollectionFiles = {
  /** The lines of an export; or what is wrong with the wish. */
  exportLines(wish: ExportWish): Promise<ExportedLines | Problem>;
  /** False where that is PostgreSQL's to do. */
  canBackUp: boolean;
  /** Copies the whole database into the data folder under a name made from a time, once; the name. */
  backUp(at: number): Promise<string>;
  imports: {
    /** What a file would bring; nothing is changed. */
    look(file: FileToImport, signal: AbortSignal): Promise<Brought | Problem>;
    /** Takes a file in but for what is wrong with it, and says meanwhile how many of how many trees are done. */
    take(
      file: FileToImport,
      signal: AbortSignal,
      note: (done: number, all: number) => void,
    ): Promise<Brought | Problem>;
  };
};

/** What exports, imports and backups work with; without files where the backend is on the network. */
export type FilesParts = { files: CollectionFiles | undefined };
