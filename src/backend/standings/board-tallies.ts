import type { TimeFrame } from '../../oasst/stats.ts';
import { createDeedTally, type DeedTally } from './deeds.ts';
import { boardOf } from './shown.ts';
import type { BoardName } from './tables.ts';

/** Adds up what people did in a time frame, for all languages together and for each by itself. */
export type BoardTallies = {
  all: DeedTally;
  /** The boards of the languages in which something was done. */
  languages(): BoardName[];
  /** What was done in the language of a board. */
  in(board: BoardName): DeedTally;
  /** Has a deed told to each tally that it belongs to. */
  tell(deed: { lang: string }, told: (tally: DeedTally) => void): void;
};

/** Tallies with nothing in them. */
export function createBoardTallies(frame: TimeFrame): BoardTallies {
  const all = createDeedTally();
  const tallies = new Map<BoardName, DeedTally>();
  return {
    all,
    languages: () => [...tallies.keys()],
    in: (board) => tallies.get(board) ?? createDeedTally(),
    tell({ lang }, told) {
      const board = boardOf(frame, lang);
      const tally = tallies.get(board) ?? createDeedTally();
      tallies.set(board, tally);
      told(all);
      told(tally);
    },
  };
}
