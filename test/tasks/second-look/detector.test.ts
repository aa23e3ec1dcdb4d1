import { expect, test } from 'vitest';
import { createDetector, type Thread } from '../../../src/tasks/second-look/detector.ts';
import { testClock } from '../../support/clock.ts';

const MINUTE = 60_000;

/** Threads that answer with the number of their question, until they are let fail. */
function scene() {
  const clock = testClock();
  const opened: { asked: string[][]; ended: boolean; fail(): void }[] = [];
  const open = (): Thread => {
    const over = Promise.withResolvers<void>();
    const state = { asked: [] as string[][], ended: false, fail: over.resolve };
    opened.push(state);
    return {
      async detect(texts) {
        state.asked.push([...texts]);
        return texts.map(() => ({ language: 'en', isReliable: true, scores: { en: 1 } }));
      },
      async end() {
        state.ended = true;
        over.resolve();
      },
      over: over.promise,
    };
  };
  return { clock, opened, detector: createDetector(clock, open) };
}

test('nothing is loaded before somebody asks, and once for all questions', async () => {
  const { opened, detector } = scene();
  expect(opened).toHaveLength(0);
  await detector.detect(['a']);
  await detector.detect(['b']);
  expect(opened.map(({ asked }) => asked)).toEqual([[['a'], ['b']]]);
});

test('what is to be asked before long is loaded after whoever waits was answered, once', () => {
  const { clock, opened, detector } = scene();
  detector.prepare();
  detector.prepare();
  expect(opened).toHaveLength(0);
  clock.advance(500);
  expect(opened).toHaveLength(1);
});

test('without a question for a quarter of an hour the memory is given back, and taken again with the next', async () => {
  const { clock, opened, detector } = scene();
  await detector.detect(['a']);
  clock.advance(10 * MINUTE);
  await detector.detect(['b']);
  clock.advance(14 * MINUTE);
  expect(opened[0]?.ended).toBe(false);
  clock.advance(MINUTE);
  expect(opened[0]?.ended).toBe(true);
  await detector.detect(['c']);
  expect(opened).toHaveLength(2);
});

test('a thread that broke is followed by a new one', async () => {
  const { opened, detector } = scene();
  await detector.detect(['a']);
  opened[0]?.fail();
  await Promise.resolve();
  await detector.detect(['b']);
  expect(opened.map(({ asked }) => asked)).toEqual([[['a']], [['b']]]);
});

test('after its end nothing that was planned is loaded', async () => {
  const { clock, opened, detector } = scene();
  detector.prepare();
  await detector.stop();
  clock.advance(MINUTE);
  expect(opened).toHaveLength(0);
});
