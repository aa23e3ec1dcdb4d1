import { codes } from '../../../../src/oasst/errors.ts';
import { refusals, type Weather } from './backend.ts';
import type { Fate } from './house.ts';

// What should become of tasks, as small as it can be said: plain values, one thing after the other, no database.

const DAY = 24 * 60 * 60_000;
const UNDELIVERED = -1;

type Call = {
  kind: 'ack' | 'answer' | 'nack';
  text: string;
  attempts: number;
  due: number;
  leased: number;
  since: number;
};

export type Known = {
  id: string;
  owner: string;
  state: 'open' | 'sending' | 'done' | 'returned' | 'skipping' | 'skipped' | 'gone';
  /** Whether this version can read what was stored. */
  readable: boolean;
  draft: string | undefined;
  code: number | null;
  /** Whether it has an id to be acked with. */
  bound: boolean;
  lastClick: number;
  expires: number;
  since: number;
  calls: Call[];
  /** What the backend has of it. */
  there: { ack: boolean; nack: boolean; answer: string | undefined };
};

export type Reference = {
  now: number;
  weather: Weather;
  tasks: Known[];
  /** Tasks with a new call that goes out when the step is over. */
  touched: Known[];
  /** What is shown a step later. */
  late: (() => void)[];
  /** Answers of which nothing was heard: the task, the attempt, whether it got there. */
  asleep: [string, number, boolean][];
};

type One = [ref: Reference, task: Known];

export function isActive({ now }: Reference, { state, code, expires }: Known): boolean {
  const mendable = code === null || code === refusals.mendable;
  return now < expires && (state === 'open' || (state === 'returned' && mendable));
}

const takesAnswer = ({ state }: Known) => state === 'open' || state === 'returned';

function move(ref: Reference, task: Known, state: Known['state'], click?: number) {
  Object.assign(task, { state, since: ref.now, lastClick: click ?? task.lastClick });
}

function call(ref: Reference, task: Known, kind: Call['kind'], { text = '', due = ref.now } = {}) {
  task.calls.push({ kind, text, attempts: 0, due, leased: 0, since: ref.now });
  if (due === ref.now) ref.touched.push(task);
}

/** Brings everything that is new there, once a step is over. */
export function goOut(ref: Reference): void {
  for (const task of ref.touched.splice(0)) deliver(ref, task);
}

/** Brings everything that is due of a task to the backend, in order. */
export function deliver(ref: Reference, task: Known): void {
  for (let [head] = task.calls; head && Math.max(head.due, head.leased) <= ref.now; [head] = task.calls) {
    head.attempts += 1;
    head.leased = ref.now + 30_000;
    const outcome = reach(ref, task, head);
    if (outcome === 'silence') return;
    if (!conclude(ref, task, head, outcome)) return;
  }
}

type Outcome = 'sent' | 'later' | number;

function reach({ weather, asleep }: Reference, { id, there }: Known, { kind, text, attempts }: Call) {
  const hangs = weather.startsWith('hangs') && kind === 'answer';
  const done = kind === 'answer' ? there.answer !== undefined : there[kind];
  if (weather === 'down') return 'later';
  const reaches = weather !== 'hangs' || kind !== 'answer';
  if (!done && weather === 'unknown') return refusals.unknown;
  if (!done && kind === 'answer' && (weather === 'mendable' || weather === 'final')) return refusals[weather];
  if (!done && reaches) {
    if (kind === 'answer') there.answer = text;
    else there[kind] = true;
  }
  if (hangs && !(done && reaches)) {
    asleep.push([id, attempts, reaches]);
    return 'silence';
  }
  return weather === 'lost' ? 'later' : 'sent';
}

/** Writes down how a call ended; false when it is to be tried again. */
function conclude(ref: Reference, task: Known, head: Call, outcome: Outcome): boolean {
  if (outcome === 'later' && (ref.now - head.since < 3 * DAY || head.attempts < 72)) {
    head.due = ref.now + Math.min(5 * 60_000, 2_000 * 2 ** (head.attempts - 1)) / 2;
    head.leased = 0;
    return false;
  }
  task.calls.shift();
  const refused = outcome !== 'sent';
  if (head.kind === 'nack' && task.state === 'skipping') move(ref, task, 'skipped');
  if (head.kind === 'answer' && task.state === 'sending') {
    move(ref, task, refused ? 'returned' : 'done');
    if (refused) task.code = outcome === 'later' ? UNDELIVERED : outcome;
  }
  if (head.kind === 'ack' && refused && task.state === 'open') {
    task.code = task.draft === undefined ? null : codes.taskNotFound;
    move(ref, task, task.draft === undefined ? 'gone' : 'returned');
  }
  if (head.kind === 'nack' || (head.kind === 'answer' && !refused)) task.draft = undefined;
  return true;
}

/** Those who slept hear how it went; it counts where nobody has tried since. */
export function wake(ref: Reference): void {
  for (const [id, attempts, reached] of ref.asleep.splice(0)) {
    const task = ref.tasks.find((one) => one.id === id);
    const [head] = task?.calls ?? [];
    if (!task || head?.kind !== 'answer' || head.attempts !== attempts) continue;
    if (conclude(ref, task, head, reached ? 'sent' : 'later')) deliver(ref, task);
  }
}

/** Those of whom this is true send a text with its form, and can take it back for ten seconds. */
function sendsAtOnce({ owner }: Known): boolean {
  return owner === 'ben';
}

/** What is in `draft` goes out, from a moment on. */
function send(ref: Reference, task: Known, id: number, due: number): void {
  move(ref, task, 'sending', id);
  task.code = null;
  if (!task.bound) call(ref, task, 'ack');
  task.bound = true;
  call(ref, task, 'answer', { text: task.draft ?? '', due });
}

function bind(ref: Reference, task: Known): void {
  if (task.bound || !(takesAnswer(task) || task.state === 'sending')) return;
  task.bound = true;
  task.since = ref.now;
  call(ref, task, 'ack');
}

function show(ref: Reference, task: Known, fate: Fate): void {
  const { id, state, since } = task;
  const mine = isActive(ref, task) && task.readable;
  const then = () => {
    const now = ref.tasks.find((one) => one.id === id);
    if (!now) return;
    if (mine) bind(ref, now);
    else if (takesAnswer(now) && now.state === state && now.since === since) {
      const active = isActive(ref, now);
      move(ref, now, 'gone');
      if (active) call(ref, now, 'nack');
    }
  };
  if (fate === 'shown') then();
  if (fate === 'late') ref.late.push(then);
}

/**
 * `/task`: what came back, what is open, or a new one, after everything went out that could still be taken back, save
 * `except`. `id` is that of a new one.
 */
export function command(ref: Reference, owner: string, fate: Fate, id: () => string, except?: Known): void {
  const own = ref.tasks.filter((task) => task.owner === owner && task !== except);
  const first = (state: Known['state']) => own.find((task) => task.state === state);
  const isHeld = ({ kind, attempts, due }: Call) => kind !== 'ack' && attempts === 0 && due > ref.now;
  if (!first('returned') && !first('open')) {
    const held = own.filter(({ calls }) => calls.some(isHeld));
    for (const task of ['skipping', 'sending'].flatMap((state) =>
      held.filter((one) => one.state === state),
    )) {
      for (const one of task.calls.filter(isHeld)) one.due = ref.now;
      deliver(ref, task);
    }
  }
  const waiting = first('returned') ?? first('open');
  if (waiting) {
    show(ref, waiting, fate);
    return;
  }
  const fresh: Known = {
    ...{ id: id(), owner, state: 'open', readable: true, draft: undefined, code: null, bound: false },
    ...{ lastClick: 0, expires: ref.now + 2 * DAY, since: ref.now, calls: [] },
    there: { ack: false, nack: false, answer: undefined },
  };
  ref.tasks.push(fresh);
  show(ref, fresh, fate);
  if (fate === 'unseen') {
    move(ref, fresh, 'gone');
    call(ref, fresh, 'nack');
  }
}

/** What each control of a task does; what is due then is delivered afterwards. */
export const controls: Readonly<
  Record<
    string,
    (
      ...args: [...One, click: { id: number; text: string; fate: Fate; next: (except?: Known) => void }]
    ) => void
  >
> = {
  ask(ref, task, { fate }) {
    if (isActive(ref, task) && task.readable) bind(ref, task);
    else show(ref, task, fate);
  },
  fill(ref, task, { id, text, fate }) {
    if (!isActive(ref, task) || !task.readable) {
      if (!task.readable) show(ref, task, fate);
      return;
    }
    if (sendsAtOnce(task) && takesAnswer(task) && id > task.lastClick) {
      task.draft = text;
      send(ref, task, id, ref.now + 10_000);
      return;
    }
    bind(ref, task);
    if (takesAnswer(task) && id > task.lastClick) Object.assign(task, { draft: text, lastClick: id });
    else show(ref, task, fate);
  },
  submit(ref, task, { id, fate }) {
    const ready = isActive(ref, task) && task.readable && task.draft !== undefined;
    if (!ready || id <= task.lastClick) return show(ref, task, fate);
    send(ref, task, id, ref.now);
  },
  unsend(ref, task, { id, fate }) {
    const answer = task.calls.find(({ kind }) => kind === 'answer');
    const waits = answer && answer.attempts === 0 && answer.leased <= ref.now;
    const isFree = !ref.tasks.some(({ owner, state }) => owner === task.owner && state === 'open');
    if (task.state === 'sending' && id > task.lastClick && waits && isFree) {
      task.calls = task.calls.filter((one) => one !== answer);
      move(ref, task, 'open', id);
    }
    if (task.state !== 'sending' && task.state !== 'done') show(ref, task, fate);
  },
  skip(ref, task, click) {
    if (!isActive(ref, task) || task.draft === undefined) controls.skipnow?.(ref, task, click);
  },
  skipnow(ref, task, { id, fate, next }) {
    if (!isActive(ref, task) || id <= task.lastClick) return show(ref, task, fate);
    move(ref, task, 'skipping', id);
    call(ref, task, 'nack', { due: ref.now + 10_000 });
    next(task);
  },
  undo(ref, task, { id, fate }) {
    if (task.state !== 'skipping' && task.state !== 'skipped') return show(ref, task, fate);
    const open = ref.tasks.find(({ owner, state }) => owner === task.owner && state === 'open');
    const nack = task.calls.find(({ kind }) => kind === 'nack');
    const waits = nack && nack.attempts === 0 && nack.leased <= ref.now;
    const isFree = open === undefined || open.lastClick === 0;
    if (task.state === 'skipped' || id <= task.lastClick || !waits || !isFree) {
      if (open) show(ref, open, fate);
      return;
    }
    if (open) {
      move(ref, open, 'skipping', id);
      call(ref, open, 'nack');
    }
    task.calls = task.calls.filter((one) => one !== nack);
    move(ref, task, 'open', id);
    show(ref, task, fate);
  },
  resume: (ref, task, { fate }) => show(ref, task, fate),
  told(ref, task, { next }) {
    if (task.state === 'returned' && !isActive(ref, task)) move(ref, task, 'gone');
    next();
  },
  reported(ref, task, { id, fate }) {
    if (!task.readable || !isActive(ref, task) || id <= task.lastClick) return show(ref, task, fate);
    move(ref, task, 'skipping', id);
    call(ref, task, 'nack');
  },
};

/** What is over for 30 days and owes nothing is forgotten. */
export function forget(ref: Reference): void {
  const before = ref.now - 30 * DAY;
  ref.tasks = ref.tasks.filter((task) => {
    const ended =
      ['done', 'skipped', 'gone'].includes(task.state) || (takesAnswer(task) && task.expires < before);
    return task.calls.length > 0 || !ended || task.since >= before;
  });
}
