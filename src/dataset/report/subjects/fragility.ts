import { addTo } from '../../counting.ts';
import type { ContestFigures } from '../contest.ts';
import { type Estimate, shareOf } from '../estimate.ts';

/** Of how many sets of several the winner changes without how many people. */
export type FragilityFigures = {
  by_people: { people: number; sets: number }[];
  /** None so few change it; more were not tried. */
  more_than: { people: number; sets: number }[];
  /** Another winner only without anybody. */
  nobody: number;
  /** The share of sets of which one person decides the winner. */
  one_person: Estimate | null;
};

/** Contests that are alike, worked out: so many sets of replies. */
export type Worked = readonly { sets: number; of: ContestFigures }[];

/** Counts how many people decide each of some contests. */
export function fragilityOf(worked: Worked): FragilityFigures {
  const [people, more] = [new Map<number, number>(), new Map<number, number>()];
  let nobody = 0;
  const alone = [0, 0] as [others: number, one: number];
  for (const { sets, of } of worked) {
    if (!of.fragility) continue;
    if (of.fragility.is === 'nobody') nobody += sets;
    else addTo(of.fragility.is === 'people' ? people : more, of.fragility.people, sets);
    const isAlone = of.fragility.is === 'people' && of.fragility.people === 1;
    alone[isAlone ? 1 : 0] += sets;
  }
  return {
    ...{ by_people: listed(people), more_than: listed(more), nobody },
    one_person: shareOf(alone.flatMap((units, value) => (units > 0 ? [{ values: [value], units }] : []))),
  };
}

function listed(counts: ReadonlyMap<number, number>) {
  return [...counts].sort(([a], [b]) => a - b).map(([people, sets]) => ({ people, sets }));
}
