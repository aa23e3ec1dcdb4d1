/** One row: what pseudonyms and sides of this collection are made with, 32 random bytes as hexadecimal digits. */
export type DatasetKeyTable = { one: number; key: string };

/** A tree, by the id of its prompt, or a story. */
export type DatasetGroupsTable = {
  root: string;
  /**
   * The root whose hash decides the side: the first of those that are nearly the same; itself where there is none. Null
   * for one that is nearly the same as roots of different groups, and so cannot be on a side without leaking.
   */
  group_root: string | null;
};

/** Roots that share a band are nearly the same. */
export type DatasetBandsTable = { band: string; root: string };

declare module '../../store/schema.ts' {
  interface Schema {
    dataset_key: DatasetKeyTable;
    dataset_groups: DatasetGroupsTable;
    dataset_bands: DatasetBandsTable;
  }
}
