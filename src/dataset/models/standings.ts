import { bradleyTerry } from '../export/strengths/bradley-terry.ts';
import type { Competitor } from '../export/strengths/competitors.ts';
import type { Tournament, Unit } from '../export/strengths/games.ts';
import { DatasetError } from '../failures.ts';
import { Z } from '../report/statistics/interval.ts';
import { groupsOf, isLinked } from './links.ts';
import { titleOf } from './title.ts';

/** How strong a competitor is and by what; an interval covers the strength with a probability of 95 %. */
export type Standing = Competitor & {
  replies: number;
  comparisons: number;
  won: number;
  tied: number;
  lost: number;
  /** Natural logarithm of the odds to win against the average of all. */
  strength: number;
  /** Standard error with games of one unit depending on each other, and with every game on its own. */
  se: number | null;
  se_of_independent_games: number;
  /** By `se`; null where there is one unit alone. */
  low: number | null;
  high: number | null;
  /** Competitors of different groups have not met, not even by way of others: only the prior relates them. */
  group: number;
};

/** The strongest first. */
export type Standings = {
  unit: Unit;
  units: number;
  prior: number;
  comparisons: number;
  models: Standing[];
};

/** @throws DatasetError where without a prior a strength would be infinite */
export function standingsOf(
  { competitors, replies, games, units }: Tournament,
  { unit, prior }: { unit: Unit; prior: number },
): Standings {
  const size = competitors.length;
  if (prior === 0 && !isLinked(size, games))
    throw new DatasetError(
      'Some never lost or never won against others, if only by way of third ones, so without a prior their strength is infinite: leave --prior 0 out.',
    );
  const groups = groupsOf(size, games);
  const strengths = bradleyTerry(size, games, prior);
  const models = competitors.map((competitor, index): Standing => {
    const { strength = 0, se = 0, unit_se = 0 } = strengths[index] ?? {};
    const own = games.filter(({ first, second }) => first === index || second === index);
    const tied = own.filter(({ score }) => score === 0.5).length;
    const won = own.filter(({ first, score }) => score !== 0.5 && (score === 1) === (first === index)).length;
    const isKnown = Number.isFinite(unit_se);
    return {
      ...competitor,
      replies: replies[index] ?? 0,
      comparisons: own.length,
      ...{ won, tied, lost: own.length - won - tied },
      strength,
      se: isKnown ? unit_se : null,
      se_of_independent_games: se,
      low: isKnown ? strength - Z * unit_se : null,
      high: isKnown ? strength + Z * unit_se : null,
      group: groups.findIndex((group) => group.includes(index)) + 1,
    };
  });
  models.sort((a, b) => b.strength - a.strength || (titleOf(a) < titleOf(b) ? -1 : 1));
  return { unit, units, prior, comparisons: games.length, models };
}
