import type { Order } from './orders.ts';

/**
 * How many people it takes to change who wins: `people` is the fewest whose removal does; `moreThan` says that no so many
 * do, and that looking further takes too long; `nobody` that there is another winner only when all are removed.
 */
export type Fragility =
  | { is: 'people'; people: number }
  | { is: 'moreThan'; people: number }
  | { is: 'nobody' };

/** Votes of the same order, whose voters are the same as far as the winner goes. */
type Bloc = { order: Order; voters: number };

/** How many elections are held at most: enough for every choice among 12 voters who all differ. */
const MOST_ELECTIONS = 4_096;

/**
 * The fewest voters whose ballots have to be taken out, so that another candidate wins; at least one ballot stays. This is
 * control by deleting voters: Bartholdi, Tovey and Trick, "How hard is it to control an election?", Mathematical and
 * Computer Modelling 16 (1992). For ranked pairs that is NP-complete (Parkes and Xia, "A complexity-of-strategic-behavior
 * comparison between Schulze's rule and ranked pairs", AAAI 2012), so that every choice is tried, the small ones first:
 * exact up to 12 voters at least, and for more as far as it says.
 */
export function fragility(
  ballots: readonly Order[],
  winnerOf: (ballots: readonly Order[]) => number | undefined,
): Fragility {
  const blocs = blocsOf(ballots);
  const winner = winnerOf(ballots);
  let elections = 0;
  for (let removed = 1; removed < ballots.length; removed += 1)
    for (const left of without(blocs, removed)) {
      elections += 1;
      if (elections > MOST_ELECTIONS) return { is: 'moreThan', people: removed - 1 };
      const other = winnerOf(
        left.flatMap(({ order, voters }) => Array.from({ length: voters }, () => order)),
      );
      if (other !== undefined && other !== winner) return { is: 'people', people: removed };
    }
  return { is: 'nobody' };
}

function blocsOf(ballots: readonly Order[]): Bloc[] {
  const same = Map.groupBy(ballots, (order) => order.join());
  return [...same.values()].flatMap(([order, ...others]) =>
    order ? [{ order, voters: others.length + 1 }] : [],
  );
}

/** Every way to take so many voters out. */
function* without([bloc, ...others]: readonly Bloc[], removed: number): Generator<Bloc[]> {
  if (!bloc) {
    if (removed === 0) yield [];
    return;
  }
  for (let here = 0; here <= Math.min(bloc.voters, removed); here += 1)
    for (const rest of without(others, removed - here))
      yield [{ ...bloc, voters: bloc.voters - here }, ...rest];
}
