import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { draw } from '../../src/backend/random.ts';
import { TaskRequestType } from '../../src/oasst/protocol.ts';
import { type Available, choose } from './choice.ts';
import { answersIn } from './ledger.ts';
import type { Person, Quota } from './plan.ts';
import { partOf, type Quotas } from './quotas.ts';
import { createRota } from './rota.ts';
import { RECENT_TASK_MS } from './settings.ts';
import { userOf, type Workplace, work } from './work.ts';

export type CrowdOptions = Workplace & {
  people: readonly Person[];
  quotas: Quotas;
  random: () => number;
  /** How many of them are at work at the same time. */
  atOnce: number;
  /** Told how many answers were confirmed so far, after each. */
  onAnswer(answers: number): void;
};

const MEAN_VISIT = 10; // tasks, an assumption
const WAIT_MS = 20;
const PATIENCE_MS = 3 * RECENT_TASK_MS; // what a task that got lost keeps to itself is free again by then

/**
 * Lets people come by, each for some tasks in one language, until all that was planned is given. What a language cannot
 * take, because nobody is left who may do what is open, moves to another; what the last cannot take is dropped.
 * @returns what moved, how much of which language, and what was dropped
 * @throws Error when the backend refuses what it must not refuse
 */
export async function letWork(
  options: CrowdOptions,
): Promise<{ moved: Map<string, number>; dropped: Quota }> {
  const { people, quotas, random, atOnce } = options;
  const rota = createRota(people, { random, now: () => performance.now(), patienceMs: PATIENCE_MS });
  const moved = new Map<string, number>();
  const dropped: Quota = { prompts: 0, replies: 0, labelSets: 0 };
  const generous = new Set<string>();
  const failed = new AbortController();

  async function worker() {
    while (!failed.signal.aborted) {
      const open = quotas.open();
      if (open.length === 0) return;
      const awake = open.filter((name) => rota.isAwake(name));
      const lang = draw(awake, quotas.sum, random);
      const person = lang === undefined ? undefined : rota.enter(lang);
      if (lang === undefined || person === undefined) {
        await pause(WAIT_MS);
        continue;
      }
      const done = await visit(options, person, lang, generous.has(lang));
      if (!rota.leave(lang, person, done) || quotas.sum(lang) === 0) continue;
      if (!generous.has(lang)) {
        generous.add(lang);
        continue;
      }
      const sum = quotas.sum(lang);
      if (quotas.move(lang)) {
        moved.set(lang, (moved.get(lang) ?? 0) + sum);
        continue;
      }
      const { prompts, replies, labelSets } = quotas.drop(lang);
      dropped.prompts += prompts;
      dropped.replies += replies;
      dropped.labelSets += labelSets;
    }
  }

  const workers = Array.from({ length: atOnce }, () =>
    worker().catch((error: unknown) => {
      failed.abort();
      throw error;
    }),
  );
  const ends = await Promise.allSettled(workers);
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return { moved, dropped };
}

/** Somebody looks at what there is and does some of it; gives how much. */
async function visit(
  options: CrowdOptions,
  person: string,
  lang: string,
  isGenerous: boolean,
): Promise<number> {
  const { quotas, random, ledger, onAnswer } = options;
  const available = await look(options, person, lang);
  const length = 1 - Math.log(1 - random()) * (MEAN_VISIT - 1);
  let done = 0;
  while (done < length) {
    const type = choose(available, quotas, lang, random, isGenerous);
    if (type === undefined) break;
    const part = partOf(type);
    if (part && !quotas.take(lang, part)) continue;
    if (await work(options, person, lang, type)) {
      done += 1;
      available.set(type, (available.get(type) ?? 1) - 1);
      onAnswer(answersIn(ledger));
    } else {
      if (part) quotas.giveBack(lang, part);
      available.set(type, 0);
    }
  }
  return done;
}

const Counts = z.record(z.string(), z.number());

async function look({ backend }: Workplace, person: string, lang: string): Promise<Available> {
  const { status, body } = await backend.ask(`/tasks/availability?lang=${lang}`, userOf(person));
  if (status !== 200) throw new Error(`availability got ${status} ${JSON.stringify(body)}`);
  const counts = Object.entries(Counts.parse(body)).filter(([type]) => type !== 'random');
  return new Map(counts.map(([type, count]) => [TaskRequestType.parse(type), count]));
}
