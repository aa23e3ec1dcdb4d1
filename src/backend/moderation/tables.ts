// Times are epoch milliseconds, switches 0 or 1, JSON is text, ids are UUIDs.

/** A message with a red flag, for a moderator to look at. */
export type BackendFlagsTable = { message_id: string; processed: number; created_at: number };

declare module '../../store/schema.ts' {
  interface Schema {
    backend_flags: BackendFlagsTable;
  }
}
