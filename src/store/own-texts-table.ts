/** The texts that owners can write for their collection. */
export const textKinds = ['name', 'guidelines', 'consent', 'privacy'] as const;
export type TextKind = (typeof textKinds)[number];

/** A text that an owner wrote, in one version. Versions stay for good; what was never put up goes. */
export type OwnTextsTable = {
  /** What buttons know it by: nobody can guess it. */
  id: string;
  kind: TextKind;
  /** A language of the interface. */
  lang: string;
  /** Empty to take one's own text in this language back. */
  text: string;
  /** Discord id. */
  written_by: string;
  written_at: number;
  /** Rises with every text that is put up, of whatever kind; null before that. The highest of a kind and language holds. */
  version: number | null;
  /** 1 for a consent text that everybody was to be asked about anew. */
  asks_again: number;
};

/** How often everybody was to be asked anew: one row, or none before the first time. */
export type ConsentRaisesTable = { one: number; raised: number };
