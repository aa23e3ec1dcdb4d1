import type { Life } from '../bot/keeper.ts';
import type { Click } from '../clicks.ts';
import { keyOf } from '../content.ts';
import type { Arrival, HandedOut, Ledger } from '../ledger/ledger.ts';
import type { TaskMemory } from '../people/memory.ts';

/** Something that must never happen, and to which task it did. */
export type Finding = { task?: string; what: string };

/** What a run has shown. All of `findings` must be empty. */
export type Verdict = {
  counts: {
    handedOut: number;
    confirmed: number;
    atBackend: number;
    skipped: number;
    leftOpen: number;
    cameBack: number;
    clicks: number;
    excused: number;
    processes: number;
    killed: number;
  };
  findings: {
    lost: Finding[];
    doubled: Finding[];
    misattributed: Finding[];
    unanswered: Finding[];
    vanished: Finding[];
    stuck: Finding[];
    leaked: Finding[];
    failed: Finding[];
  };
};

/** One person as the verdict needs them: their Discord id, and what they know of their tasks. */
export type Witnessed = { id: string; name: string; memories: ReadonlyMap<string, TaskMemory> };

export type Evidence = {
  ledger: Pick<Ledger, 'tasks' | 'faults'>;
  people: readonly Witnessed[];
  clicks: readonly Click[];
  vanished: readonly { task: string; who: string; what: string }[];
  stuck: readonly string[];
  leaks: readonly string[];
  lives: readonly Life[];
};

/** Judges a run by what people were told and what the backend got, and trusts nobody's word for anything else. */
export function judge({ ledger, people, clicks, vanished, stuck, leaks, lives }: Evidence): Verdict {
  const tasks = [...ledger.tasks.values()];
  const known = people.flatMap(({ name, memories }) =>
    [...memories.values()].map((memory) => ({ name, memory, handed: ledger.tasks.get(memory.task.id) })),
  );
  const unanswered = clicks.filter(({ answered }) => !answered);
  return {
    counts: {
      handedOut: tasks.length,
      confirmed: known.filter(({ memory }) => memory.isConfirmed).length,
      atBackend: tasks.filter(acceptedBy).length,
      skipped: tasks.filter(({ nacked }) => nacked).length,
      leftOpen: tasks.filter((task) => !task.nacked && !acceptedBy(task)).length,
      cameBack: known.filter(({ memory }) => memory.news.has('returned')).length,
      clicks: clicks.length,
      excused: unanswered.filter(({ excuse }) => excuse !== undefined).length,
      processes: lives.length,
      killed: lives.filter(({ end }) => end?.how === 'killed').length,
    },
    findings: {
      lost: known.flatMap(({ name, memory, handed }) => {
        const why = whyLost(memory, handed);
        return why === undefined ? [] : [{ task: memory.task.id, what: `${name}: ${why}` }];
      }),
      doubled: [...tasks.flatMap((task) => doubles(task, lives)), ...sameTwice(tasks)],
      misattributed: [...tasks.flatMap((task) => strangers(task, people)), ...ledger.faults],
      unanswered: unanswered
        .filter(({ excuse }) => excuse === undefined)
        .map(({ who, what, task, at }) => ({
          ...(task ? { task } : {}),
          what: `${who} at ${at} ms: ${what}`,
        })),
      vanished: [
        ...vanished.map(({ task, who, what }) => ({ task, what: `${who}: ${what}` })),
        ...known.flatMap(({ name, memory, handed }) =>
          isForgotten(memory, handed)
            ? [{ task: memory.task.id, what: `${name}: what they had entered is neither open nor sent` }]
            : [],
        ),
      ],
      stuck: stuck.map((name) => ({ what: `${name} cannot finish a task though nothing is wrong any more` })),
      leaked: leaks.map((what) => ({ what })),
      failed: lives
        .filter(({ end }) => end === undefined || end.how === 'failed')
        .map(({ number, end }) => ({ what: `process ${number} ended by itself, exit code ${end?.code}` })),
    },
  };
}

function acceptedBy({ arrivals }: HandedOut): Arrival | undefined {
  return arrivals.find(({ accepted }) => accepted);
}

/** Why an answer is not where its author was told that it is; undefined when it is there. */
function whyLost(memory: TaskMemory, handed: HandedOut | undefined): string | undefined {
  const accepted = handed && acceptedBy(handed);
  const isBack = memory.news.has('returned') || memory.news.has('over');
  if (accepted && isBack && handed.fate.is === 'normal')
    return 'told that it came back, but the backend has it';
  if (accepted) {
    const isOld = memory.place(accepted.content) !== -1 && !memory.means(accepted.content);
    return isOld ? 'the backend has an older version than they were shown' : undefined;
  }
  if (!memory.isConfirmed) return undefined;
  if (memory.news.has('saved')) return 'told that it is saved, but the backend never took it';
  const isTold = !memory.isPromised && isGivenBack(memory, handed);
  return isTold ? undefined : 'told that it is safe, but the backend never got it';
}

/** The backend would not take it, and they were told so. */
function isGivenBack({ news }: TaskMemory, handed: HandedOut | undefined): boolean {
  const isRefused = handed?.fate.is !== 'normal';
  return isRefused && (news.has('returned') || news.has('over'));
}

/** What was shown back, was not handed back by its author, and is now nowhere. */
function isForgotten(memory: TaskMemory, handed: HandedOut | undefined): boolean {
  if (!memory.isKept || memory.mayBeHandedBack || memory.isConfirmed) return false;
  return !(handed && acceptedBy(handed)) && !isGivenBack(memory, handed);
}

/**
 * Answers that came in again although whoever sent them knew, or had to know, that the backend had one: any other answer
 * after one was taken; the same one when its sender had been told and lived on, or while it was still being dealt with.
 * A sender that was killed, or that got no answer, has to ask again.
 */
function doubles({ task, arrivals }: HandedOut, lives: readonly Life[]): Finding[] {
  return arrivals.flatMap((later, index) => {
    const earlier = arrivals.slice(0, index).filter(({ code }) => code === undefined || code === 2105);
    const other = earlier.some(({ content }) => keyOf(content) !== keyOf(later.content));
    const again = earlier.some((one) => isNeedless(one, later, lives));
    if (!other && !again) return [];
    const why = other
      ? 'another answer came in after one was taken'
      : 'the same answer came in again without need';
    return [{ task: task.id, what: `${why} (process ${later.from} at ${later.at} ms)` }];
  });
}

/** So long after the first attempt nobody else may send an answer; the bot's own limit is longer. */
const LEASE_MS = 10_000;

function isNeedless(earlier: Arrival, later: Arrival, lives: readonly Life[]): boolean {
  const isUnderWay = earlier.toldAt === undefined || earlier.toldAt > later.at;
  const knows = !isUnderWay && earlier.told === 'whole';
  const isSoon = later.at - earlier.at < LEASE_MS;
  const sender = lives.find(({ number }) => number === earlier.from);
  if (earlier.from === later.from) return knows || (isUnderWay && isSoon);
  if (sender?.end?.how === 'stopped' && sender.end.at <= later.at) return knows;
  const livedOn = sender?.end === undefined || sender.end.at > later.at;
  return livedOn && isSoon && (knows || isUnderWay);
}

/** The same text as an answer to two tasks. */
function sameTwice(tasks: readonly HandedOut[]): Finding[] {
  const texts = new Map<string, string>();
  return tasks.flatMap((handed) => {
    const content = acceptedBy(handed)?.content;
    if (content?.kind !== 'text') return [];
    const first = texts.get(keyOf(content));
    texts.set(keyOf(content), handed.task.id);
    return first ? [{ task: handed.task.id, what: `the text of task ${first} was taken here as well` }] : [];
  });
}

/** Answers by somebody else, with something that its author never entered for this task, or that they never sent. */
function strangers({ task, owner, arrivals }: HandedOut, people: readonly Witnessed[]): Finding[] {
  const author = people.find(({ id }) => id === owner);
  const memory = author?.memories.get(task.id);
  return arrivals.flatMap(({ user, content }) => {
    if (user !== owner) return [{ task: task.id, what: `answered by ${user}, handed out to ${owner}` }];
    const isOwn = memory !== undefined && memory.place(content) !== -1;
    if (!isOwn) return [{ task: task.id, what: `${author?.name} never entered ${keyOf(content)} for it` }];
    return memory.wasSubmitted ? [] : [{ task: task.id, what: `${author?.name} never sent it` }];
  });
}
