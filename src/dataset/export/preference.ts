/**
 * Which of two replies is better in a file of pairs:
 * - `final`: the better in the final order, where more people agree with that than not
 * - `majority`: the one that more people preferred, whatever the final order says; who found none usable preferred none
 * - `all`: the better in the final order, whatever people said; where one has no place in it, as `majority`
 *
 * Where nobody knows the single rankings, each of them goes by the final order.
 */
export const pairModes = ['final', 'majority', 'all'] as const;
export type PairMode = (typeof pairModes)[number];

export type Votes = { chosen: number; rejected: number };

/** The better one with the votes, or why there is none. */
export type Preference =
  | { isFirst: boolean; votes: Votes | undefined }
  | 'unranked' // nobody compared them
  | 'tied' // as many preferred the one as the other
  | 'contested'; // more preferred the worse in the final order

type Standing = {
  /** Places in the final order, 0 the best. */
  first: number | undefined;
  second: number | undefined;
  /** How many people preferred each. */
  votes: { first: number; second: number } | undefined;
};

/** Compares two replies to the same message. */
export function preference({ first, second, votes }: Standing, mode: PairMode): Preference {
  const byRank = first === undefined || second === undefined ? 0 : Math.sign(second - first);
  const byVotes = votes ? Math.sign(votes.first - votes.second) : 0;
  switch (mode) {
    case 'final':
      if (byRank === 0) return 'unranked';
      if (!votes || byVotes === byRank) return decided(byRank);
      return byVotes === 0 ? 'tied' : 'contested';
    case 'all':
      return byRank === 0 ? byMajority() : decided(byRank);
    case 'majority':
      return byMajority();
  }

  function byMajority(): Preference {
    if (!votes) return byRank === 0 ? 'unranked' : decided(byRank);
    if (byVotes !== 0) return decided(byVotes);
    return votes.first === 0 ? 'unranked' : 'tied';
  }

  function decided(side: number): Preference {
    const isFirst = side > 0;
    if (!votes) return { isFirst, votes };
    const [chosen, rejected] = isFirst ? [votes.first, votes.second] : [votes.second, votes.first];
    return { isFirst, votes: { chosen, rejected } };
  }
}
