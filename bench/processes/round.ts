import { table, whole } from '../support/table.ts';

/** What a number of processes did in a while, in tasks, and in cores that were busy on the average. */
export type Round = {
  processes: number;
  tasksPerSecond: number;
  /** Of first responses, in ms. */
  p50: number;
  p99: number;
  /** Responses that Discord did not wait for. */
  late: number;
  bots: number;
  /** Undefined when the server is elsewhere. */
  server: number | undefined;
  /** The people: the benchmark itself. */
  driver: number;
  /** All that the machine did, for others as well. */
  machine: number;
  /** See `ServerLoad`. */
  sessions: ReadonlyMap<string, number>;
};

/** From this share of a core or of all of them on, there was no more of it to have. */
const NEARLY_ALL = 0.85;

/** The rounds as a table for a terminal. */
export function tableOf(rounds: readonly Round[]): string {
  const figures = ['tasks per s', 'p50, ms', 'p99, ms', 'too late'];
  const cores = ['cores: bot', 'PostgreSQL', 'people', 'all'];
  return table(
    ['processes', ...figures, ...cores],
    rounds.map(({ processes, tasksPerSecond, p50, p99, late, bots, server, driver, machine }) => [
      whole(processes),
      tasksPerSecond.toFixed(1),
      ...[p50, p99, late].map(whole),
      ...[bots, server, driver, machine].map((one) => one?.toFixed(2) ?? 'elsewhere'),
    ]),
  );
}

/** What kept a round from doing more on a machine of so many cores, and what the database's sessions were at, in words. */
export function limitOf(round: Round, cores: number): string {
  const at = [...round.sessions].map(([what, mean]) => `${mean.toFixed(2)} ${what}`);
  const sessions = at.length > 0 ? at.join(', ') : 'all idle';
  return `${round.processes}: limited by ${limiting(round, cores)}; sessions of the database: ${sessions}`;
}

function limiting({ processes, bots, driver, machine }: Round, cores: number): string {
  if (machine >= NEARLY_ALL * cores)
    return `the machine, of whose ${cores} cores ${machine.toFixed(1)} were busy`;
  if (bots >= NEARLY_ALL * processes) return 'what one core does for each process';
  if (driver >= NEARLY_ALL) return 'the people, who are one process';
  return 'waiting';
}
