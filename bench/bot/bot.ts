import { availableParallelism, loadavg } from 'node:os';
import { MALLOC_ARENA_MAX } from '../support/probed.ts';
import { table, whole } from '../support/table.ts';
import { type Contender, contenders, type Load, type Turn, turnOf } from './compare.ts';
import { firstButtons, type Step, steps, type Taken } from './flow.ts';
import { kinds } from './kinds.ts';

const TURNS = 3;
const LOAD: Load = { tasks: 200, people: 20, crowd: 1_000 };

/** Figures of a turn, by the words of the table. */
const figures: readonly (readonly [name: string, of: (turn: Turn) => number])[] = [
  ['cold start to the first answer, ms', ({ coldStartMs }) => coldStartMs],
  ['memory idle, MB', ({ idleMb }) => idleMb],
  [
    `memory after ${whole(LOAD.tasks * steps.length + (1 + firstButtons.length) * LOAD.crowd)} interactions, MB`,
    (turn) => turn.afterMb,
  ],
  ...steps.flatMap((step) => [
    [`${step}, p50 ms`, (turn: Turn) => at(turn, step, 0.5)] as const,
    [`${step}, p99 ms`, (turn: Turn) => at(turn, step, 0.99)] as const,
    [`${step}, processor ms`, (turn: Turn) => mean(turn, step, ({ cpuMs }) => cpuMs)] as const,
    [`${step}, statements`, (turn: Turn) => mean(turn, step, ({ statements }) => statements)] as const,
  ]),
  [`${whole(LOAD.crowd)} agree at once and get a card, per s`, ({ burst }) => burst.cardsPerSecond],
  [`their clicks (${firstButtons.join(', ')}), per s`, ({ burst }) => burst.clicksPerSecond],
  ['each of these clicks, processor ms', ({ burst }) => burst.cpuMsPerClick],
  ['of these too late for Discord', ({ burst }) => burst.late],
];

/**
 * The bot, as it is built, against a bare discord.js handler with one durable commit for each interaction: in turns, as
 * figures of a machine drift and ratios count. Then what a done task of each kind costs in calls. Rejects when anything was
 * not really done.
 */
export async function bot(): Promise<void> {
  const files = await contenders();
  const turns: Record<Contender, Turn[]> = { bare: [], bot: [] };
  for (let turn = 0; turn < TURNS; turn += 1) {
    for (const name of ['bare', 'bot'] as const) turns[name].push(await turnOf(files[name], LOAD));
  }
  const rows = figures.map(([name, figure]) => {
    const [bare, own] = [spread(turns.bare.map(figure)), spread(turns.bot.map(figure))];
    const ratio = bare.median === 0 ? '' : (own.median / bare.median).toFixed(2);
    return [name, bare.text, own.text, ratio];
  });
  const [load = 0] = loadavg();
  const machine = `MALLOC_ARENA_MAX=${MALLOC_ARENA_MAX}; ${availableParallelism()} cores, load at the end ${load.toFixed(1)}`;
  process.stdout.write(`${TURNS} turns each, min / median / max; ${machine}\n\n`);
  process.stdout.write(`${table(['', 'bare', 'bot', 'ratio'], rows)}\n`);
  await kinds();
}

function at({ steps: taken }: Turn, step: Step, share: number): number {
  const sorted = (taken.get(step) ?? []).map(({ ms }) => ms).sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function mean({ steps: taken }: Turn, step: Step, of: (taken: Taken) => number): number {
  const all = taken.get(step) ?? [];
  return all.reduce((sum, one) => sum + of(one), 0) / all.length;
}

function spread(values: readonly number[]): { median: number; text: string } {
  const sorted = values.toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const short = (value = Number.NaN) => (Math.abs(value) >= 100 ? whole(value) : value.toPrecision(3));
  return { median, text: [sorted[0], median, sorted.at(-1)].map(short).join(' / ') };
}
