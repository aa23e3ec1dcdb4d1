import { afterAll, describe, expect, test } from 'vitest';
import { intended } from './intended.ts';
import { recorded } from './record.ts';
import { report } from './report.ts';
import { scenarios } from './scenarios.ts';
import type { Result } from './stage.ts';

const skipped = recorded === undefined ? 'the record of a real backend is not at hand' : undefined;

describe.skipIf(skipped)(`recorded exchanges${skipped ? ` (skipped: ${skipped})` : ''}`, () => {
  const results: Result[] = [];
  afterAll(() => {
    process.stdout.write(`${report(results)}\n`);
  });

  test.for(scenarios)(
    '$title: as recorded, but for what is better on purpose',
    { timeout: 60_000 },
    async ({ play }) => {
      const at = await play();
      results.push(...at.results);
      const found = at.results.filter(({ differences }) => differences.length > 0).map(named);
      const known = at.results.flatMap(({ exchange: { name } }) => {
        const { ours } = intended[name] ?? {};
        return ours ? [`${name}: ${ours}`] : [];
      });
      expect(found).toEqual(known);
      expect(at.backend.logged).toEqual([]);
    },
  );

  test('every exchange of the record was replayed once', () => {
    const names = results.map(({ exchange }) => exchange.name).sort();
    expect(names).toEqual((recorded ?? []).map(({ name }) => name).sort());
  });
});

function named({ exchange, differences }: Result) {
  return `${exchange.name}: ${differences.join('; ')}`;
}
