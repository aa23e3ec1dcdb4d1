import { expect, test } from 'vitest';
import { makeClock } from '../../sandbox/clock.ts';
import { snowflakes } from '../../sandbox/snowflake.ts';
import { fc } from '../support/same-cases.ts';

test('ids have 18 or 19 digits, rise, and never repeat, whatever the clock does', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -1, max: Date.UTC(2060, 0) }), { minLength: 1, maxLength: 200 }),
      (times) => {
        let now = 0;
        const next = snowflakes(() => now);
        const ids = times.map((time) => {
          now = time;
          return next();
        });
        expect(ids.every((id) => /^\d{18,19}$/.test(id))).toBe(true);
        expect(ids.every((id, index) => index === 0 || BigInt(id) > BigInt(ids[index - 1] ?? 0))).toBe(true);
      },
    ),
  );
});

test('an id tells when it was made', () => {
  const now = Date.UTC(2026, 10, 22);
  expect((BigInt(snowflakes(() => now)()) >> 22n) + 1_420_070_400_000n).toBe(BigInt(now));
});

test('a clock that is moved runs what is due, in order of time, and nothing else', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(100), { maxLength: 20 }), fc.nat(100), (moments, reached) => {
      const clock = makeClock(() => 0);
      const ran: number[] = [];
      for (const moment of moments) clock.at(moment, () => ran.push(moment));
      clock.advance(reached);
      expect(ran).toEqual(moments.filter((moment) => moment <= reached).sort((a, b) => a - b));
    }),
  );
});

test('what was called off does not run', () => {
  const clock = makeClock(() => 0);
  const ran: string[] = [];
  const off = clock.at(1, () => ran.push('off'));
  clock.at(2, () => ran.push('on'));
  off();
  clock.advance(5);
  expect(ran).toEqual(['on']);
});

test('without a source of time the computer’s is followed', async () => {
  const clock = makeClock();
  await new Promise<void>((resolve) => clock.at(Date.now() + 1, resolve));
  clock.advance(60_000);
  expect(clock.now() - Date.now()).toBeGreaterThan(59_000);
  clock.stop();
});
