import type { Generated } from 'kysely';

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
  /** What single people said by labels, `[{kind, user_id, labels}]`; `labels` has them summed up. */
  judgements: string | null;
  /** `{measure: number}` */
  detoxify: string | null;
  /** Fields that the form does not know, `{name: value}`. */
  meta: string | null;
  /** The same of its tree; on the prompt only. */
  tree_meta: string | null;
  /** 1 where the file gave no date, so that `created_at` is when it was imported. */
  undated: Generated<number>;
  /** Its place among its siblings in the file, where dates do not tell. */
  position: number | null;
};

declare module '../store/schema.ts' {
  interface Schema {
    backend_imported: BackendImportedTable;
  }
}
