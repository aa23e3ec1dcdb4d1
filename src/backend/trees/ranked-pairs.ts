/**
 * The order most voters would agree to, by Tideman's ranked pairs, as the reference backend counts them: only ids
 * that every ballot has; ties between pairs are settled towards the smaller id. Empty when fewer than two remain.
 * https://en.wikipedia.org/wiki/Ranked_pairs
 */
export function rankedPairs(ballots: readonly (readonly string[])[]): string[] {
  const candidates = common(ballots);
  if (candidates.length < 2) return [];
  const places = ballots.map((ballot) => new Map(ballot.map((id, place) => [id, place])));
  const beats = lock(pairs(candidates, places));
  return order(candidates, beats);
}

type Pair = { over: string; under: string; lead: number };
type Beats = Map<string, Set<string>>;

function common(ballots: readonly (readonly string[])[]) {
  const [first = [], ...others] = ballots.map((ballot) => new Set(ballot));
  return [...first].filter((id) => others.every((ballot) => ballot.has(id))).sort();
}

function pairs(candidates: readonly string[], places: readonly Map<string, number>[]): Pair[] {
  return candidates
    .flatMap((over) =>
      candidates.filter((under) => under !== over).map((under) => ({ over, under, lead: lead(over, under) })),
    )
    .filter((pair) => pair.lead >= 0)
    .sort((a, b) => b.lead - a.lead);

  function lead(over: string, under: string) {
    return places.reduce(
      (sum, place) => sum + Math.sign((place.get(under) ?? 0) - (place.get(over) ?? 0)),
      0,
    );
  }
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

function reaches(beats: Beats, from: string, to: string): boolean {
  return [...(beats.get(from) ?? [])].some((next) => next === to || reaches(beats, next, to));
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
