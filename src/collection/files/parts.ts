/** What is asked of an export: the format, and filters as the command line takes them. */
export type ExportWish = { format: string; filters: readonly string[] };

/** The collection as files, where it is the bot's own. */
export type CollectionFiles = {
  /** The lines of an export in chunks of whole lines, with `written` counting them; or what is wrong with the wish, in a sentence. */
  exportLines(
    wish: ExportWish,
  ): Promise<{ lines: AsyncIterable<string>; written: () => number } | { problem: string }>;
  /** Copies the whole database into the data folder, and gives the name of the file; undefined where that is PostgreSQL's to do. */
  backUp(): Promise<string | undefined>;
};

/** What exports and backups work with; without files where the backend is on the network. */
export type FilesParts = { files: CollectionFiles | undefined };
