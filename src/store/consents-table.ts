/** The receipt of one consent: who agreed to what, and when. Times are epoch milliseconds. */
export type ConsentsTable = {
  id: string;
  /** Discord id. */
  person_id: string;
  version: number;
  /** The language the text was read in; null for a consent from before there were receipts. */
  lang: string | null;
  /** SHA-256 of the title, a line break and the text, as 64 hexadecimal digits; null where `lang` is. */
  text_hash: string | null;
  given_at: number;
  /** Null for as long as it holds, or until a newer one takes its place. */
  withdrawn_at: number | null;
};
