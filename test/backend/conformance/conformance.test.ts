import { afterAll, describe, expect, test } from 'vitest';
import { intended } from './intended.ts';
import { recorded } from './record.ts';
import { report } from './report.ts';
import { scenarios } from './scenarios.ts';
import type { Result } from './stage.ts';

type Scenario = (typeof scenarios)[number];

const skipped = recorded === undefined ? 'the record of a real backend is not at hand' : undefined;

describe.skipIf(skipped)(`recorded exchanges${skipped ? ` (skipped: ${skipped})` : ''}`, () => {
  const played = new Map<Scenario, ReturnType<Scenario['play']>>();

  /** Plays a scenario, once, whichever test asks for it first. */
  function play(scenario: Scenario) {
    const playing = played.get(scenario) ?? scenario.play();
    played.set(scenario, playing);
    return playing;
  }

  async function resultsOf(some: Iterable<Scenario>): Promise<Result[]> {
    const results: Result[] = [];
    for (const scenario of some) results.push(...(await play(scenario)).results);
    return results;
  }

  afterAll(async () => {
    process.stdout.write(`${report(await resultsOf(played.keys()))}\n`);
  });

  test.for(scenarios)('$title: as recorded, but for what is better on purpose', async (scenario) => {
    const at = await play(scenario);
    const found = at.results.filter(({ differences }) => differences.length > 0).map(named);
    const known = at.results.flatMap(({ exchange: { name } }) => {
      const { ours } = intended[name] ?? {};
      return ours ? [`${name}: ${ours}`] : [];
    });
    expect(found).toEqual(known);
    expect(at.backend.logged).toEqual([]);
  });

  test('every exchange of the record is replayed once', async () => {
    const results = await resultsOf(scenarios);
    const names = results.map(({ exchange }) => exchange.name).sort();
    expect(names).toEqual((recorded ?? []).map(({ name }) => name).sort());
  });
});

function named({ exchange, differences }: Result) {
  return `${exchange.name}: ${differences.join('; ')}`;
}
