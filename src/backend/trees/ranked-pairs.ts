type Ballot = readonly string[];

/**
 * The order most voters would agree to, by Tideman's ranked pairs, as the reference backend counts them: only ids
 * that every ballot has; ties between pairs are settled towards the smaller id. Empty when fewer than two remain.
 * https://en.wikipedia.org/wiki/Ranked_pairs
 *
 * Where ballots are `partial`, because people were asked about some of the candidates each, every id of any ballot is
 * placed. How far one leads is counted over the ballots that have both; two that no ballot has both of come last, and
 * are settled towards the one that stood higher on its own ballots (the mean of its places, 0 the top and 1 the end).
 */
export function rankedPairs(
  ballots: readonly Ballot[],
  { partial }: { partial: boolean } = { partial: false },
): string[] {
  const candidates = partial ? [...new Set(ballots.flat())].sort() : common(ballots);
  if (candidates.length < 2) return [];
  const beats = lock(pairs(candidates, ballots));
  return order(candidates, beats);
}

type Pair = { over: string; under: string; lead: number; compared: boolean };
type Beats = Map<string, Set<string>>;

function common(ballots: readonly Ballot[]) {
  const [first = [], ...others] = ballots.map((ballot) => new Set(ballot));
  return [...first].filter((id) => others.every((ballot) => ballot.has(id))).sort();
}

/** Every two both ways round, the clearest first; those that nobody compared only the way that seems right. */
function pairs(candidates: readonly string[], ballots: readonly Ballot[]): Pair[] {
  const places = ballots.map((ballot) => new Map(ballot.map((id, place) => [id, place])));
  const heights = new Map(candidates.map((id) => [id, height(id, ballots)]));
  return candidates
    .flatMap((over) => candidates.filter((under) => under !== over).map((under) => pair(over, under)))
    .filter(({ lead, compared, over, under }) => lead >= 0 && (compared || isHigher(over, under)))
    .sort((a, b) => b.lead - a.lead || Number(b.compared) - Number(a.compared));

  function pair(over: string, under: string): Pair {
    let [lead, compared] = [0, false];
    for (const place of places) {
      const [a, b] = [place.get(over), place.get(under)];
      if (a === undefined || b === undefined) continue;
      lead += Math.sign(b - a);
      compared = true;
    }
    return { over, under, lead, compared };
  }

  function isHigher(one: string, other: string) {
    return (heights.get(one) ?? 1) <= (heights.get(other) ?? 1);
  }
}

function height(id: string, ballots: readonly Ballot[]) {
  const places = ballots
    .filter((ballot) => ballot.includes(id))
    .map((ballot) => ballot.indexOf(id) / (ballot.length - 1 || 1));
  return places.reduce((sum, place) => sum + place, 0) / (places.length || 1);
}

/** Takes the pairs in order and leaves out each that would close a circle. */
function lock(ranked: readonly Pair[]): Beats {
  const beats: Beats = new Map();
  for (const { over, under } of ranked) {
    if (reaches(beats, under, over)) continue;
    beats.set(over, (beats.get(over) ?? new Set()).add(under));
  }
  return beats;
}

/** Looks at each only once, because with many candidates the ways multiply. */
function reaches(beats: Beats, from: string, to: string): boolean {
  const seen = new Set([from]);
  for (const at of seen) {
    if (at === to) return true;
    for (const next of beats.get(at) ?? []) seen.add(next);
  }
  return false;
}

function order(candidates: readonly string[], beats: Beats): string[] {
  const remaining = [...candidates];
  const result: string[] = [];
  while (remaining.length > 0) {
    const best = remaining.findIndex((id) => !remaining.some((other) => beats.get(other)?.has(id)));
    result.push(...remaining.splice(Math.max(best, 0), 1));
  }
  return result;
}
