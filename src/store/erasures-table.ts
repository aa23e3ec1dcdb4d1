/**
 * - `erase`: everything of a person goes
 * - `unlink`: their name and ids go, what they gave stays
 */
export type ErasureMode = 'erase' | 'unlink';

/** How far it got: the bot's own rows, the backend, copies in others' hands, files, and what deleted rows leave behind. */
export type ErasureStep = 'own' | 'backend' | 'copies' | 'files' | 'scrub';

/** Somebody's wish to be forgotten, kept until it is fulfilled. Times are epoch milliseconds. */
export type ErasuresTable = {
  id: string;
  /** Discord id; null as soon as nothing but the file has to be cleaned. */
  person_id: string | null;
  mode: ErasureMode;
  step: ErasureStep;
  /** Their texts as JSON, by which copies are found; null before and after that. */
  texts: string | null;
  /** Discord ids of theirs besides, as JSON, that the backend knows the same person by; null before and after that. */
  others: string | null;
  attempts: number;
  not_before: number;
  /** Until when some process is busy with it. */
  leased_until: number;
  requested_at: number;
};
