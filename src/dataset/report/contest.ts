import { rankedPairs } from '../../backend/trees/ranked-pairs.ts';
import { everyTwo } from '../every-two.ts';
import { type Fragility, fragility } from './statistics/fragility.ts';
import { compareOrders, kendallTau, type Order } from './statistics/orders.ts';

/**
 * The ballots on the replies to one message. Candidates are numbers in the order of their ids, by which ranked pairs breaks
 * ties, so that contests that are alike but for the ids are equal.
 */
export type Contest = { ballots: readonly Order[]; partial: boolean };

/** How far the voters of a contest agree, and how little would change the winner. */
export type ContestFigures = {
  /** Mean of Kendall's τ over every two ballots; undefined where no two have two candidates in common. */
  tau: number | undefined;
  /** Mean over the ballots of their distance to the final order, and of its share of the pairs that both order. */
  distance: number | undefined;
  distance_share: number | undefined;
  /** Undefined where there is one ballot, or no winner. */
  fragility: Fragility | undefined;
};

/** Works a contest out; the final order is the one that exports have, by ranked pairs. */
export function contestFigures({ ballots, partial }: Contest): ContestFigures {
  const final = finalOrder(ballots, partial);
  const taus = [...everyTwo(ballots)]
    .map(([one, other]) => kendallTau(compareOrders(one, other)))
    .filter((tau) => !Number.isNaN(tau));
  const turned = ballots.map((order) => compareOrders(order, final)).filter(({ pairs }) => pairs > 0);
  const winnerOf = (some: readonly Order[]) => contestWinner({ ballots: some, partial });
  const isContested = ballots.length > 1 && final.length > 0;
  return {
    tau: mean(taus),
    distance: mean(turned.map((compared) => compared.turned)),
    distance_share: mean(turned.map((compared) => compared.turned / compared.pairs)),
    fragility: isContested ? fragility(ballots, winnerOf) : undefined,
  };
}

/**
 * Who is first in the final order; undefined where fewer than two candidates are ordered. Ranked pairs puts first whoever
 * leads against everybody, so that the whole order is needed only where nobody does.
 */
export function contestWinner({ ballots, partial }: Contest): number | undefined {
  const [first = [], ...others] = ballots;
  const candidates = partial
    ? [...new Set(ballots.flat())]
    : first.filter((candidate) => others.every((order) => order.includes(candidate)));
  if (candidates.length < 2) return undefined;
  return candidates.find((one) => leadsAll(one, candidates, ballots)) ?? finalOrder(ballots, partial)[0];
}

function leadsAll(one: number, candidates: readonly number[], ballots: readonly Order[]) {
  return candidates.every((other) => other === one || leadOver(one, other, ballots) > 0);
}

/** How many more ballots have one candidate before another than the other way round. */
function leadOver(one: number, other: number, ballots: readonly Order[]) {
  let lead = 0;
  for (const order of ballots) {
    const [a, b] = [order.indexOf(one), order.indexOf(other)];
    if (a !== -1 && b !== -1) lead += Math.sign(b - a);
  }
  return lead;
}

/** Under numbers that sort as text like the ids do. */
function finalOrder(ballots: readonly Order[], partial: boolean): number[] {
  const named = ballots.map((order) => order.map((candidate) => String.fromCodePoint(FIRST + candidate)));
  return rankedPairs(named, { partial }).map((name) => (name.codePointAt(0) ?? FIRST) - FIRST);
}

const FIRST = 0x100;

function mean(numbers: readonly number[]): number | undefined {
  return numbers.length === 0 ? undefined : numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
}
