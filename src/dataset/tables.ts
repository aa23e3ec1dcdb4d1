/** What an imported message brought along that no row of ours says: JSON in the files' own form. */
export type BackendImportedTable = {
  message_id: string;
  /** The tree's id in the file; on the prompt only. */
  tree_name: string | null;
  /** `{label: {value, count}}` */
  labels: string | null;
  /** `{emoji: count}` */
  emojis: string | null;
  /** `{kind: [event]}` */
  events: string | null;
  /** `{measure: number}` */
  detoxify: string | null;
};

declare module '../store/schema.ts' {
  interface Schema {
    backend_imported: BackendImportedTable;
  }
}
