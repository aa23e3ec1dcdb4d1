import { addAt, at, inverse, type Matrix, product, times, zeros } from './matrix.ts';

/** A comparison of two competitors, by their numbers; `score` is 1 where the first won, 0 where the second did, ½ for a tie. */
export type Game = {
  first: number;
  second: number;
  score: number;
  /** What it belongs to; games of one unit may depend on each other, those of different ones do not. */
  unit: number;
};

/** What is known of a competitor's strength. */
export type Strength = {
  /** The logarithm of the odds to win against the average competitor; the mean over all is 0. */
  strength: number;
  /** Standard error where every game is independent of every other, and where every unit is. */
  se: number;
  unit_se: number;
};

/** All games of two competitors: how many, and how many of them the first has won, a tie being half of one. */
type Meeting = { first: number; second: number; games: number; won: number };

const MOST_STEPS = 200;
const STILL = 1e-12;
const ROUNDING = 1e-12; // of a likelihood, as a share

/**
 * Strengths of `size` competitors in the model of Bradley and Terry, by which i wins against j with the probability
 * 1 / (1 + exp(βj − βi)): Bradley and Terry, "Rank analysis of incomplete block designs I", Biometrika 39 (1952). They
 * are those of the greatest likelihood, which is concave and has one maximum: Hunter, "MM algorithms for generalized
 * Bradley–Terry models", Annals of Statistics 32 (2004); found by Newton's method with halved steps. A tie is half a win
 * for each.
 *
 * With a `prior` above 0, each competitor has besides so many wins, and as many defeats, against one of strength 0, so that
 * every strength is finite (½ is Jeffreys' prior of a single one). Without, all have to be linked by wins, both ways:
 * see `isLinked`.
 *
 * Standard errors: the inverse of the observed information, and the sandwich of it with the scores of the units, times
 * units / (units − 1): Huber (1967), Liang and Zeger, "Longitudinal data analysis using generalized linear models",
 * Biometrika 73 (1986).
 */
export function bradleyTerry(size: number, games: readonly Game[], prior: number): Strength[] {
  const meetings = meetingsOf(games);
  const beta = fit(size, meetings, prior);
  const center = zeros(size).map((row, i) => row.map((_, j) => (i === j ? 1 : 0) - 1 / size));
  const inverted = invertedInformation(beta, meetings, prior);
  const centered = (covariance: Matrix) => product(product(center, covariance), center);
  const byGames = centered(inverted);
  const byUnits = centered(product(product(inverted, spreadOfUnits(beta, games)), inverted));
  return times(center, beta).map((strength, index) => ({
    strength,
    se: Math.sqrt(Math.max(0, at(byGames, index, index))),
    unit_se: Math.sqrt(Math.max(0, at(byUnits, index, index))),
  }));
}

function meetingsOf(games: readonly Game[]): Meeting[] {
  const found = new Map<string, Meeting>();
  for (const { first, second, score } of games) {
    const isTurned = first > second;
    const [low, high, won] = isTurned ? [second, first, 1 - score] : [first, second, score];
    const key = `${low} ${high}`;
    const meeting = found.get(key) ?? { first: low, second: high, games: 0, won: 0 };
    found.set(key, { ...meeting, games: meeting.games + 1, won: meeting.won + won });
  }
  return [...found.values()];
}

function fit(size: number, meetings: readonly Meeting[], prior: number): number[] {
  let beta = Array.from({ length: size }, () => 0);
  let best = logLikelihood(beta, meetings, prior);
  for (let taken = 0; taken < MOST_STEPS; taken += 1) {
    const step = times(invertedInformation(beta, meetings, prior), slope(beta, meetings, prior));
    let scale = 1;
    let next = moved(beta, step, scale);
    let likelihood = logLikelihood(next, meetings, prior);
    while (likelihood < best - ROUNDING * Math.abs(best)) {
      scale /= 2;
      next = moved(beta, step, scale);
      likelihood = logLikelihood(next, meetings, prior);
    }
    beta = next;
    best = likelihood;
    if (step.every((part) => Math.abs(part) < STILL)) break;
  }
  return beta;
}

function moved(beta: readonly number[], step: readonly number[], scale: number) {
  return beta.map((value, index) => value + scale * (step[index] ?? 0));
}

function leadIn(beta: readonly number[], { first, second }: Pick<Game, 'first' | 'second'>): number {
  return (beta[first] ?? 0) - (beta[second] ?? 0);
}

function sigmoid(x: number) {
  return 1 / (1 + Math.exp(-x));
}

/** log(1 + exp x), where exp x may be too large for a number. */
function softplus(x: number) {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

function logLikelihood(beta: readonly number[], meetings: readonly Meeting[], prior: number): number {
  const ofGames = meetings.reduce((sum, meeting) => {
    const lead = leadIn(beta, meeting);
    const { games, won } = meeting;
    return sum - won * softplus(-lead) - (games - won) * softplus(lead);
  }, 0);
  const ofPrior = beta.reduce((sum, b) => sum - softplus(-b) - softplus(b), 0);
  return ofGames + prior * ofPrior;
}

function slope(beta: readonly number[], meetings: readonly Meeting[], prior: number): number[] {
  const slopes = beta.map((b) => prior * (1 - 2 * sigmoid(b)));
  for (const meeting of meetings)
    addScore(slopes, meeting, meeting.won - meeting.games * sigmoid(leadIn(beta, meeting)));
  return slopes;
}

/** What games say of both: that the first is so much stronger, and the second as much weaker. */
function addScore(slopes: number[], { first, second }: Pick<Game, 'first' | 'second'>, score: number) {
  slopes[first] = (slopes[first] ?? 0) + score;
  slopes[second] = (slopes[second] ?? 0) - score;
}

/** Of the negative second derivatives. Without a prior all may be moved alike, which is held still by 1/n everywhere. */
function invertedInformation(beta: readonly number[], meetings: readonly Meeting[], prior: number): Matrix {
  const size = beta.length;
  const information = zeros(size);
  if (prior === 0) for (const row of information) row.fill(1 / size);
  for (const [index, b] of beta.entries())
    addAt(information, index, index, 2 * prior * sigmoid(b) * sigmoid(-b));
  for (const meeting of meetings) {
    const { first, second, games } = meeting;
    const lead = leadIn(beta, meeting);
    const weight = games * sigmoid(lead) * sigmoid(-lead);
    addAt(information, first, first, weight);
    addAt(information, second, second, weight);
    addAt(information, first, second, -weight);
    addAt(information, second, first, -weight);
  }
  return inverse(information);
}

function spreadOfUnits(beta: readonly number[], games: readonly Game[]): Matrix {
  const spread = zeros(beta.length);
  const units = Map.groupBy(games, ({ unit }) => unit);
  const factor = units.size > 1 ? units.size / (units.size - 1) : Number.POSITIVE_INFINITY;
  for (const all of units.values()) {
    const score = beta.map(() => 0);
    for (const game of all) addScore(score, game, game.score - sigmoid(leadIn(beta, game)));
    for (const [i, a] of score.entries())
      for (const [j, b] of score.entries()) if (a !== 0 && b !== 0) addAt(spread, i, j, factor * a * b);
  }
  return spread;
}
