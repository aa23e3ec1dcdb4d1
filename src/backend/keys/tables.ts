// Times are epoch milliseconds, switches 0 or 1, JSON is text, ids are UUIDs.

/** A key that front ends may use, known by its SHA-256 only. */
export type BackendKeysTable = {
  digest: string;
  /** Whose key it is; people and tasks belong to the client. */
  client: string;
  trusted: number;
  description: string;
  created_at: number;
  revoked_at: number | null;
};

declare module '../../store/schema.ts' {
  interface Schema {
    backend_keys: BackendKeysTable;
  }
}
