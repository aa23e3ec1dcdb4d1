/** What one process at a time does. Times are epoch milliseconds. */
export type LeasesTable = {
  name: string;
  /** The process that has it, or had it last. */
  owner: string;
  /** Counts those who had it, so that one that was overtaken can be told from the one that has it now. */
  fence: number;
  leased_until: number;
};

/** Interactions that some process answers. */
export type TakenInteractionsTable = {
  /** Discord's id, which says when it was made: https://discord.com/developers/docs/reference#snowflakes */
  id: bigint | string;
};
