import { expect, test } from 'vitest';
import { limitOf, type Round, tableOf } from '../../../bench/processes/round.ts';

const round: Round = {
  processes: 2,
  tasksPerSecond: 20.04,
  p50: 12.4,
  p99: 1_290,
  late: 0,
  bots: 1,
  server: 0.5,
  driver: 0.3,
  machine: 2,
  sessions: new Map([
    ['IO WalSync', 1.5],
    ['on the processor', 0.25],
  ]),
};

test.each([
  ['a machine that has nothing left', { machine: 3.4 }, 'the machine, of whose 4 cores 3.4 were busy'],
  ['processes with a whole core each', { bots: 1.8 }, 'what one core does for each process'],
  ['people who cannot do more', { driver: 0.9 }, 'the people, who are one process'],
  ['nothing of these', {}, 'waiting'],
])('%s: that is what limits', (_name, different, words) => {
  expect(limitOf({ ...round, ...different }, 4)).toBe(
    `2: limited by ${words}; sessions of the database: 1.50 IO WalSync, 0.25 on the processor`,
  );
});

test('a server that is elsewhere has no cores here', () => {
  expect(
    tableOf([{ ...round, server: undefined }])
      .split('\n')[2]
      ?.split(/ +/),
  ).toEqual(['2', '20.0', '12', '1,290', '0', '1.00', 'elsewhere', '0.30', '2.00']);
});
