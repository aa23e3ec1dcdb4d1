import type { UserRow } from '../../users/tables.ts';

const NOTES_LIMIT = 1_024;

/** What of a person changes when others turn out to be the same: name, rights and settings are the destination's own. */
export function asOne(destination: UserRow, sources: readonly UserRow[]) {
  const all = [destination, ...sources];
  const [longest = destination] = [...all].sort((a, b) => (b.streak_days ?? -1) - (a.streak_days ?? -1));
  return {
    created_at: Math.min(...all.map(({ created_at }) => created_at)),
    terms_accepted_at: extreme(
      all.map(({ terms_accepted_at }) => terms_accepted_at),
      Math.min,
    ),
    last_activity_at: extreme(
      all.map(({ last_activity_at }) => last_activity_at),
      Math.max,
    ),
    streak_days: longest.streak_days,
    streak_start_at: longest.streak_start_at,
    notes: [...new Set(all.map(({ notes }) => notes).filter((notes) => notes !== ''))]
      .join('\n')
      .slice(0, NOTES_LIMIT)
      .toWellFormed(),
  };
}

function extreme(moments: readonly (number | null)[], choose: (...moments: number[]) => number) {
  const known = moments.filter((moment) => moment !== null);
  return known.length === 0 ? null : choose(...known);
}
