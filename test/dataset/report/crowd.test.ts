import { describe, expect, test } from 'vitest';
import { agreementOf, type Estimate, meanEstimate, shareOf } from '../../../src/dataset/report/estimate.ts';
import { createJudged } from '../../../src/dataset/report/statistics/judged.ts';
import { databases } from '../../support/database.ts';
import { seededRandom } from '../../support/random.ts';
import { type Chance, PEOPLE, putCrowd, qualityOf, spamOf, truth } from './support/crowd.ts';
import { reported } from './support/report.ts';

function expectAround(estimate: Estimate | null | undefined, value: number, widest: number) {
  expect(estimate?.low).toBeLessThan(value);
  expect(estimate?.high).toBeGreaterThan(value);
  expect((estimate?.high ?? 1) - (estimate?.low ?? 0)).toBeLessThan(widest);
}

describe.each(databases)('the report of a crowd whose truth is known, on $name', ({ open }) => {
  test('has the truth within its intervals, and these are narrow', async () => {
    const db = await open();
    await putCrowd(db, { trees: 400, seed: 11 });
    const { labels, rankings, work, warnings, people, counts } = await reported(db);

    const [spam, quality] = ['spam', 'quality'].map((name) => labels.find(({ label }) => label === name));
    expect(spam).toMatchObject({ kind: 'initial_prompt', scale: 'yes_no', messages: 400, judgements: 1_600 });
    expectAround(spam?.mean, truth.spam, 0.1);
    expectAround(spam?.agreement.alpha, truth.spamAlpha, 0.18);
    expectAround(quality?.mean, truth.quality, 0.07);
    expectAround(quality?.agreement.alpha, truth.qualityAlpha, 0.18);

    const [replies, ...others] = rankings;
    expect(others).toEqual([]);
    expect(replies).toMatchObject({
      kind: 'assistant_reply',
      sets: 400,
      sets_of_several: 400,
      ballots: 1_600,
    });
    expectAround(replies?.tau, truth.tau, 0.12);
    expectAround(replies?.not_rankable, truth.notRankable, 0.05);

    const [written] = work;
    expectAround(written?.skip_share, truth.skips, 0.06);
    expect(Math.abs((written?.seconds?.median ?? 0) / truth.median - 1)).toBeLessThan(0.1);

    expectAround(warnings.warnings[0]?.accepted, truth.accepted.warned, 0.15);
    expectAround(warnings.without.accepted, truth.accepted.others, 0.07);
    expect(warnings.messages).toBe(1_600);
    expect(people.map(({ lang }) => lang)).toEqual(['de', 'en', null]);
    expect(people.at(-1)).toMatchObject({ people: PEOPLE, judgements: 3_200 });
    expect(counts).toMatchObject({ trees: 400, messages: 1_600, authors: 4 });
  });
});

test('nineteen of twenty intervals have the truth in them', () => {
  const CROWDS = 40;
  const within = { share: 0, shareAlpha: 0, mean: 0, meanAlpha: 0 };
  const chance = seededRandom(5);
  for (let crowd = 0; crowd < CROWDS; crowd += 1) {
    const [spam, quality] = [patterns(spamOf, chance), patterns(qualityOf, chance)];
    if (has(shareOf(spam), truth.spam)) within.share += 1;
    if (has(agreementOf(spam, 'nominal'), truth.spamAlpha)) within.shareAlpha += 1;
    if (has(meanEstimate(quality), truth.quality)) within.mean += 1;
    if (has(agreementOf(quality, 'ordinal'), truth.qualityAlpha)) within.meanAlpha += 1;
  }
  for (const times of Object.values(within)) expect(times).toBeGreaterThanOrEqual(34); // 38 ± 3 × 1.4
});

function patterns(of: (chance: Chance) => number[], chance: Chance) {
  const judged = createJudged();
  for (let thing = 0; thing < 80; thing += 1) judged.add(of(chance));
  return judged.patterns();
}

function has(estimate: Estimate | null, value: number) {
  return estimate !== null && estimate.low <= value && value <= estimate.high;
}
