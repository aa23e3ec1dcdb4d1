import { setTimeout as pause } from 'node:timers/promises';
import type { Chance } from '../chance.ts';
import { type Instant, type Instants, instants as kinds } from '../instants.ts';
import type { Journal } from '../journal.ts';
import { type BotProcess, type End, type ProcessParts, startProcess } from './process.ts';
import type { WriteKiller } from './write-killer.ts';

/** The bot itself gives up waiting after 10 s. */
const LONGEST_STOP_MS = 60_000;
/** A bot that cannot be started so often in a row is broken. */
const MOST_STARTS = 5;

/** Where a process of the bot is in its life. */
export type Life = { number: number; end: End | undefined; wasReady: boolean };

/** Keeps a bot running as a supervisor does, and ends it as power cuts, deployments and operators do. */
export type Keeper = {
  /** Starts a process and resolves when it takes interactions. A process that cannot start is followed by another, a few times. */
  start(): Promise<void>;
  /** Ends what runs, in one way or another, and has it followed by a new process. */
  strike(): Promise<void>;
  /** SIGKILL to all, and nothing is started again before `start`. Resolves when they have ended. */
  rest(): Promise<void>;
  /** SIGTERM to all, and resolves when they have ended. */
  stop(): Promise<void>;
  /** Processes that take interactions now and have not been told to stop. */
  serving(): ReadonlySet<number>;
  /** How many processes there are, whatever they are at. */
  running(): number;
  lives(): Life[];
};

export type KeeperParts = {
  /** The settings of a process, by its number. */
  env(number: number): Readonly<Record<string, string>>;
  folder: string;
  onLine: ProcessParts['onLine'];
  instants: Instants;
  killer: WriteKiller;
  luck: Chance;
  journal: Journal;
};

export function newKeeper({ env, folder, onLine, instants, killer, luck, journal }: KeeperParts): Keeper {
  const all: BotProcess[] = [];
  let resting = false;

  function begin(): BotProcess {
    const number = all.length + 1;
    journal.note('bot', `process ${number} starts`);
    const started = startProcess({ number, env: env(number), folder, onLine, now: journal.now });
    started.ready.then((ready) => ready && journal.note('bot', `process ${number} takes interactions`));
    started.ended.then(({ how, code }) =>
      journal.note('bot', `process ${number} ends: ${how}, exit code ${code}`),
    );
    all.push(started);
    return started;
  }

  /** What a supervisor does, as long as the run goes on. */
  async function startAgain(): Promise<void> {
    for (let attempt = 0; attempt < MOST_STARTS && !resting; attempt += 1) {
      if (await begin().ready) return;
      await pause(300);
    }
    if (!resting) throw new Error(`The bot does not start. Its log is in ${folder}.`);
  }

  async function afterwards(ended: BotProcess) {
    await ended.ended;
    await pause(luck.pick([0, luck.int(0, 300), luck.int(0, 1_500)]));
    await startAgain();
  }

  const next = (instant: Instant) => new Promise<void>((resolve) => instants.next(instant, resolve));

  /** In the midst of what is written down after somebody pressed Submit: half of it must be as good as nothing. */
  async function killAtWrite(victim: BotProcess) {
    await Promise.race([next('submitted'), victim.ended, pause(1_500)]);
    const writes = luck.int(0, 6);
    journal.note(
      'bot',
      `process ${victim.number} gets SIGKILL once it has written ${writes} times after “submitted”`,
    );
    await Promise.race([killer.aim({ pid: victim.doom(), writes }), victim.ended, pause(1_000)]);
    killer.lower();
    victim.kill();
    await afterwards(victim);
  }

  async function killAt(instant: Instant, victim: BotProcess) {
    await Promise.race([next(instant), victim.ended, pause(1_500)]);
    const after = luck.pick([0, 0, luck.int(1, 5), luck.int(1, 40), luck.int(1, 300)]);
    if (after > 0) await pause(after);
    journal.note('bot', `process ${victim.number} gets SIGKILL ${after} ms after “${instant}”`);
    victim.kill();
    await afterwards(victim);
  }

  /** SIGTERM, and SIGKILL when that takes longer than somebody's patience, in milliseconds. */
  async function stopped(victim: BotProcess, patience = LONGEST_STOP_MS) {
    journal.note('bot', `process ${victim.number} gets SIGTERM`);
    victim.stop();
    await Promise.race([victim.ended, pause(patience, undefined, { ref: false })]);
    if (victim.end() === undefined) {
      journal.note('bot', `process ${victim.number} gets SIGKILL ${patience} ms after SIGTERM`);
      victim.kill();
    }
    await victim.ended;
  }

  const patience = () => luck.pick([LONGEST_STOP_MS, luck.int(10, 3_000)]);

  /** As in a deployment without a gap: for a while two processes serve the same people. */
  async function roll(victim: BotProcess) {
    await startAgain();
    await pause(luck.int(0, 1_500));
    await stopped(victim, patience());
  }

  const running = () => all.filter((one) => one.end() === undefined);

  return {
    async start() {
      resting = false;
      await startAgain();
    },
    async strike() {
      const victim = running().find((one) => one.isReady());
      if (!victim) return await startAgain();
      const way = luck.int(1, 100);
      if (way <= 35) return await killAt(luck.pick(kinds), victim);
      if (way <= 65) return await killAtWrite(victim);
      if (way <= 87) return await roll(victim);
      await stopped(victim, patience());
      await startAgain();
    },
    async rest() {
      resting = true;
      for (const one of running()) one.kill();
      await Promise.all(all.map(({ ended }) => ended));
    },
    async stop() {
      await Promise.all(running().map((one) => stopped(one)));
    },
    serving: () =>
      new Set(all.filter((one) => one.isReady() && !one.isStopping()).map(({ number }) => number)),
    running: () => running().length,
    lives: () => all.map((one) => ({ number: one.number, end: one.end(), wasReady: one.isReady() })),
  };
}
