import { describe, expect, test } from 'vitest';
import { readMix, readMoment } from '../../../src/collection/campaigns/terms.ts';

const DAY_MS = 24 * 60 * 60_000;

describe('a mix', () => {
  test.each([
    ['replies=4 labels', { prompts: 0, replies: 4, labels: 1, rankings: 0 }],
    ['Prompts=0.5, RANKINGS=2', { prompts: 0.5, replies: 0, labels: 0, rankings: 2 }],
    ['-', null],
  ])('%j is what its words say', (text, mix) => {
    expect(readMix(text)).toEqual(mix);
  });

  test.each(['', 'poems', 'replies=', 'replies=-1', 'replies=x', 'labels=0', 'replies=1000000'])(
    '%j is none',
    (text) => {
      expect(() => readMix(text)).toThrow('campaign.wrong_kinds');
    },
  );
});

describe('a moment', () => {
  test.each([
    ['2026-12-01', 0, Date.UTC(2026, 11, 1)],
    ['2026-12-31', DAY_MS, Date.UTC(2027, 0, 1)],
    ['2026-12-31 18:05', DAY_MS, Date.UTC(2026, 11, 31, 18, 5)],
    ['2026-12-31T18:05', 0, Date.UTC(2026, 11, 31, 18, 5)],
    ['-', DAY_MS, null],
  ])('%j is in UTC, and a last day is counted to its end', (text, wholeDay, moment) => {
    expect(readMoment(text, wholeDay)).toBe(moment);
  });

  test.each(['', 'tomorrow', '2026-02-30', '1.12.2026', '2026-12-01 25:00', '2026-12-01 18'])(
    '%j is none',
    (text) => {
      expect(() => readMoment(text, 0)).toThrow('campaign.wrong_date');
    },
  );
});
