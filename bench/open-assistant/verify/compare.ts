import { isDeepStrictEqual } from 'node:util';

/** One thing of either side, by what it is known by. */
export type Entry = readonly [key: string, facts: object];

const SHOWN = 3;

/**
 * What is not the same on both sides, a sentence for each kind of difference: lost, doubled, of nobody's giving, or not as
 * it was given, which is also how something appears that was attributed to somebody else.
 */
export function differences(what: string, given: readonly Entry[], found: readonly Entry[]): string[] {
  const there = new Map(found);
  const ours = new Map(given);
  const doubled = found.filter(([key, facts]) => there.get(key) !== facts).map(([key]) => key);
  const repeated = given.filter(([key, facts]) => ours.get(key) !== facts).map(([key]) => key);
  const lost = [...ours.keys()].filter((key) => !there.has(key));
  const foreign = [...there.keys()].filter((key) => !ours.has(key));
  const changed = [...ours].flatMap(([key, facts]) => {
    const other = there.get(key);
    if (other === undefined || isDeepStrictEqual(other, facts)) return [];
    return [`${key}: given ${JSON.stringify(facts)}, found ${JSON.stringify(other)}`];
  });
  return [
    ...sentence(what, 'confirmed twice', repeated),
    ...sentence(what, 'lost', lost),
    ...sentence(what, 'stored twice', doubled),
    ...sentence(what, 'stored, but never given', foreign),
    ...sentence(what, 'not as they were given', changed),
  ];
}

function sentence(what: string, problem: string, keys: readonly string[]) {
  if (keys.length === 0) return [];
  const more = keys.length > SHOWN ? ' …' : '';
  return [`${keys.length} ${what} ${problem}: ${keys.slice(0, SHOWN).join('; ')}${more}`];
}
