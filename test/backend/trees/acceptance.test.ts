import fc from 'fast-check';
import { expect, test } from 'vitest';
import { acceptance } from '../../../src/backend/trees/acceptance.ts';

const rule = { needed: 3, threshold: 0.6 };

test('with fewer reviews than needed nothing is decided', () => {
  expect(acceptance([{ spam: 0 }, { spam: 0 }], rule)).toBeUndefined();
});

test('one bad mark of three still lets a message in, two do not', () => {
  expect(acceptance([{ spam: 1 }, { spam: 0 }, { spam: 0 }], rule)).toBe(true);
  expect(acceptance([{ spam: 1 }, { spam: 1 }, { spam: 0 }], rule)).toBe(false);
});

test('a score of exactly the threshold is not enough', () => {
  expect(acceptance([{ spam: 0.4 }], { needed: 1, threshold: 0.6 })).toBe(false);
  expect(acceptance([{ spam: 0.39 }], { needed: 1, threshold: 0.6 })).toBe(true);
});

test('a wrong language counts like spam, and a label left out like 0', () => {
  expect(acceptance([{ spam: 0, lang_mismatch: 1 }, { spam: 0, lang_mismatch: 1 }, { spam: 0 }], rule)).toBe(
    false,
  );
  expect(acceptance([{ quality: 0 }, {}, {}], rule)).toBe(true);
});

test('a review that is kinder never turns an acceptance into a refusal', () => {
  const value = fc.integer({ min: 0, max: 4 }).map((step) => step / 4);
  fc.assert(
    fc.property(fc.array(value, { minLength: 3, maxLength: 6 }), fc.nat(), (spam, which) => {
      const before = acceptance(
        spam.map((mark) => ({ spam: mark })),
        rule,
      );
      const kinder = spam.map((mark, index) => ({ spam: index === which % spam.length ? 0 : mark }));
      if (before) expect(acceptance(kinder, rule)).toBe(true);
    }),
    { seed: 1 },
  );
});
