import { openDatabase } from '../../src/store/database.ts';
import { seededRandom } from '../../test/support/random.ts';
import { letWork } from './crowd.ts';
import { answersIn, emptyLedger, type Ledger } from './ledger.ts';
import { type Mortal, mortalBackend } from './mortal.ts';
import { opinionsOf } from './opinions.ts';
import { type Plan, planOf, type Quota } from './plan.ts';
import type { SoFar } from './progress.ts';
import { quotasOf } from './quotas.ts';
import type { Run } from './report.ts';
import { assignments, settings } from './settings.ts';
import { againstDatabase } from './verify/database.ts';
import { againstExport } from './verify/export.ts';
import { againstRules } from './verify/rules.ts';

export type Simulation = {
  /** An empty folder, for the data of the backend. */
  folder: string;
  /** How much of the whole volume, from `SMALLEST_SHARE` to 1. */
  share: number;
  seed: number;
  /** When the backend is killed: after so many answers or milliseconds, again and again. */
  kills: { everyAnswers: number } | { everyMs: number };
  /** Told after each kill, when it has started again. */
  onKill?: (soFar: SoFar) => void;
};

const AT_ONCE = 24;
/** How much may be left at the end that nobody may do any more, as a share of all. */
const MOST_DROPPED = 0.002;

/**
 * Pushes a share of what Open Assistant gathered through a backend that is killed again and again; gives what happened,
 * and all that is wrong with what is there in the end, which should be nothing.
 */
export async function simulate({
  folder,
  share,
  seed,
  kills,
  onKill = () => undefined,
}: Simulation): Promise<Run & { problems: string[] }> {
  const { quotas, people } = planOf(share, seed);
  const planned = sumOf(quotas);
  const backend = await mortalBackend({ folder, settings: assignments, connections: AT_ONCE });
  const ledger = emptyLedger();
  const begun = performance.now();
  const cpu = process.cpuUsage();
  const passed = () => {
    const { user, system } = process.cpuUsage(cpu);
    return { tookMs: performance.now() - begun, driverCpuMs: (user + system) / 1_000 };
  };
  const killer = killing(backend, kills, () =>
    onKill({ ledger, figures: backend.figures(), ...passed(), planned: planned.texts + planned.labelSets }),
  );
  let number = 0;
  let ended: Pick<Run, 'moved' | 'dropped'>;
  try {
    ended = await letWork({
      backend,
      ledger,
      people,
      seed,
      opinions: opinionsOf(seed),
      quotas: quotasOf(quotas),
      random: seededRandom(seed),
      atOnce: AT_ONCE,
      newNumber: () => {
        number += 1;
        return number;
      },
      onAnswer: killer.onAnswer,
    });
  } catch (error) {
    await killer.end();
    await backend.stop();
    throw error;
  }
  await killer.end();
  const took = passed();
  await backend.kill(); // the end is like all that was before
  const code = await backend.stop();
  const { problems, trees } = await verified(folder, ledger);
  const wrongEnd = code === 0 ? [] : [`the backend stopped with ${code}`];
  return {
    ...{ share, ledger, ...ended, trees, ...took, figures: backend.figures() },
    problems: [...wrongEnd, ...notAsPlanned(planned, ledger, ended.dropped), ...problems],
  };
}

/** Kills a backend when it is time to, one kill after the other. */
function killing(backend: Mortal, kills: Simulation['kills'], onKill: () => void) {
  let last: Promise<void> = Promise.resolve();
  let next = 'everyAnswers' in kills ? kills.everyAnswers : Number.POSITIVE_INFINITY;
  const kill = () => {
    last = last.then(() => backend.kill()).then(onKill);
  };
  const timer = 'everyMs' in kills ? setInterval(kill, kills.everyMs) : undefined;
  return {
    onAnswer(answers: number) {
      if (answers < next || !('everyAnswers' in kills)) return;
      next += kills.everyAnswers;
      kill();
    },
    async end() {
      clearInterval(timer);
      await last;
    },
  };
}

async function verified(folder: string, ledger: Ledger) {
  const db = await openDatabase({ dataDir: folder });
  try {
    const states = await db
      .selectFrom('backend_trees')
      .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
      .groupBy('state')
      .execute();
    const problems = [
      ...(await againstDatabase(db, ledger)),
      ...(await againstRules(db, settings)),
      ...(await againstExport(folder, ledger)),
    ];
    return { problems, trees: new Map(states.map(({ state, count }) => [state, Number(count)])) };
  } finally {
    await db.destroy();
  }
}

/** How many texts and label sets a plan has in all. */
function sumOf(quotas: Plan['quotas']) {
  const all = [...quotas.values()];
  return {
    texts: all.reduce((sum, { prompts, replies }) => sum + prompts + replies, 0),
    labelSets: all.reduce((sum, quota) => sum + quota.labelSets, 0),
  };
}

/** What was to be given in all, and was neither given nor among the little that was left when nothing was open any more. */
function notAsPlanned(
  { texts, labelSets }: ReturnType<typeof sumOf>,
  ledger: Ledger,
  dropped: Quota,
): string[] {
  const given = ledger.texts.length + dropped.prompts + dropped.replies;
  const labeled = ledger.labelSets.length + dropped.labelSets;
  const left = dropped.prompts + dropped.replies + dropped.labelSets;
  return [
    ...(left <= MOST_DROPPED * (texts + labelSets) ? [] : [`${left} could be given by nobody`]),
    ...(given === texts ? [] : [`${texts} messages were planned, and ${given} given`]),
    ...(labeled === labelSets ? [] : [`${labelSets} label sets were planned, and ${labeled} given`]),
    ...(answersIn(ledger) > 0 ? [] : ['nothing was given']),
  ];
}
