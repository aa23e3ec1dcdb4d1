import { EventEmitter } from 'node:events';
import { setImmediate as drained } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { END_WITHIN_MS, endInOrder } from '../src/ending.ts';
import { createLogger } from '../src/log.ts';
import { testClock } from './support/clock.ts';

/** A process that remembers how it was ended. */
class Host extends EventEmitter {
  codes: number[] = [];
  exit(code: number) {
    this.codes.push(code);
  }
}

function scene(finish: () => Promise<void>, drain: () => Promise<void> | undefined = () => undefined) {
  const host = new Host();
  const clock = testClock();
  const logged: string[] = [];
  const log = createLogger('trace', { write: (line) => logged.push(line) });
  return { host, clock, logged, end: endInOrder({ host, drain, finish, clock, log }) };
}

const never = () => new Promise<void>(() => {});

test.each(['SIGTERM', 'SIGINT'])('%s ends it with 0 once everything is finished', async (signal) => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { host } = scene(() => promise);
  host.emit(signal);
  await drained();
  expect(host.codes).toEqual([]);
  resolve();
  await drained();
  expect(host.codes).toEqual([0]);
});

test('what cannot be finished in ten seconds is left', () => {
  const { host, clock } = scene(never);
  host.emit('SIGTERM');
  clock.advance(END_WITHIN_MS - 1);
  expect(host.codes).toEqual([]);
  clock.advance(1);
  expect(host.codes).toEqual([0]);
});

test('one Ctrl+C that arrives twice is one; another one ends it at once', () => {
  const { host, clock } = scene(never);
  host.emit('SIGINT');
  clock.advance(299);
  host.emit('SIGINT');
  expect(host.codes).toEqual([]);
  clock.advance(1);
  host.emit('SIGINT');
  expect(host.codes).toEqual([130]);
});

test('an end that fails is logged, and shows in the code', async () => {
  const { host, logged } = scene(() => Promise.reject(new Error('stuck')));
  host.emit('SIGTERM');
  await drained();
  expect(host.codes).toEqual([1]);
  expect(logged.join('')).toContain('stuck');
});

test('what is to be handed over is, for as long as it takes, before anything is finished', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  let finished = 0;
  const { host, clock } = scene(
    async () => {
      finished += 1;
    },
    () => promise,
  );
  host.emit('SIGTERM');
  clock.advance(2 * END_WITHIN_MS);
  await drained();
  expect([finished, host.codes]).toEqual([0, []]);
  resolve();
  await drained();
  expect([finished, host.codes]).toEqual([1, [0]]);
});

test('while something is handed over, another signal ends it at once', () => {
  const { host, clock } = scene(never, never);
  host.emit('SIGTERM');
  clock.advance(300);
  host.emit('SIGTERM');
  expect(host.codes).toEqual([143]);
});

test('what cannot go on ends it in order, whatever is being handed over', async () => {
  const { host, end } = scene(async () => {}, never);
  host.emit('SIGTERM');
  end(1);
  await drained();
  expect(host.codes).toEqual([1]);
});

test('an end of our own has the code it was given, and finishes as well', async () => {
  let finished = 0;
  const { host, end } = scene(async () => {
    finished += 1;
  });
  end(1);
  end(1);
  host.emit('SIGTERM');
  await drained();
  expect(host.codes).toEqual([1]);
  expect(finished).toBe(1);
});

test('a fault that nobody caught is logged and ends it with 1', () => {
  const { host, logged } = scene(never);
  host.emit('uncaughtException', new Error('oops'), 'unhandledRejection');
  expect(host.codes).toEqual([1]);
  expect(JSON.parse(logged[0] ?? '')).toMatchObject({ level: 'fatal', origin: 'unhandledRejection' });
});
