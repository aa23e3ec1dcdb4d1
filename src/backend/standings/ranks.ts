type Scored = { user_id: string; score: number };

/** Everybody with their places from 1, the highest score first; equal ones in the order of their ids. */
export function ranked<T extends Scored>(scores: readonly T[]): (T & { rank: number })[] {
  return [...scores]
    .sort((a, b) => b.score - a.score || (a.user_id < b.user_id ? -1 : 1))
    .map((score, index) => ({ ...score, rank: index + 1 }));
}
