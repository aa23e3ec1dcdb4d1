/** A number under a name, as a picture and its text show it. `shown` is the number in the reader's own form. */
export type Amount = { name: string; value: number; shown: string };

/** What the picture of a collection shows: every word and number of it, in the reader's language. */
export type ProgressFigure = {
  title: string;
  /** Trees by how far they are, and what the whole bar stands for. */
  trees: { heading: string; parts: readonly Amount[]; whole: number; note: string };
  /** Messages by day, oldest first; a name is a short date. */
  days: { heading: string; bars: readonly Amount[] };
  /** Of each language, how many trees of all are finished. */
  languages: { heading: string; bars: readonly (Amount & { whole: number })[] };
  /** What is missing, the most first. */
  missing: { heading: string; parts: readonly Amount[] };
};
