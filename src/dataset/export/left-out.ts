import type { TreeState } from '../../backend/trees/tables.ts';
import { addTo, count, sum } from '../counting.ts';
import type { ExportFilter } from './choice.ts';
import { type Elsewhere, elsewhereParts, nothingElsewhere } from './elsewhere.ts';
import type { StoredMessage } from './read.ts';
import { isScattered, selectMessages } from './select.ts';

/** Why something that was asked for is not in the file. The order is that of the sentence. */
const reasons = {
  sampleTrees: (number: number) => `${count(number, 'sample tree')} (--samples)`,
  sampleSummaries: (number: number) =>
    `${summaries(number)} that are samples or of sample stories (--samples)`,
  syntheticTrees: (number: number) =>
    `${count(number, 'tree')} with messages that models wrote (--synthetic yes)`,
  deleted: (number: number) => `${count(number, 'message')} deleted or below such (--deleted yes)`,
  unaccepted: (number: number) => `${count(number, 'message')} not accepted or below such (--unaccepted yes)`,
  warned: (number: number) =>
    `${count(number, 'message')} sent in spite of a warning or below such (--warnings yes)`,
  warnedSummaries: (number: number) => `${summaries(number)} sent in spite of a warning (--warnings yes)`,
  unwarnedSummaries: (number: number) => `${summaries(number)} without a warning (--warnings only)`,
  belowMin: (number: number) =>
    `${count(number, 'message')} with a label below its least value, or below such, (--min)`,
  aboveMax: (number: number) =>
    `${count(number, 'message')} with a label above its greatest value, or below such, (--max)`,
  unlabelled: (number: number) =>
    `${count(number, 'message')} to which nobody gave such a label, or below such, (--min, --max)`,
  fewPeople: (number: number) =>
    `${count(number, 'message')} that fewer people have judged, or below such, (--people)`,
  otherModel: (number: number) => `${count(number, 'message')} by other models, or below such, (--model)`,
  unranked: (number: number) =>
    `${count(number, 'tree')} without two ranked replies of which one was preferred`,
  unanswered: (number: number) => `${count(number, 'tree')} without a reply of the assistant`,
  unjudged: (number: number) => `${count(number, 'tree')} of which nobody judged anything`,
  leaking: (number: number) =>
    `${count(number, 'tree or story', 'trees or stories')} nearly the same as some of different sides (--split)`,
  empty: (number: number) => `${count(number, 'tree')} without a message`,
} as const;
const withdrawn = {
  messages: (number: number) => `${count(number, 'message')}, or what is below them,`,
  summaries,
} as const;

export type Reason = keyof typeof reasons;

/** Why what could have been a line is none. */
const noLine = {
  identical: (number: number) => `${count(number, 'pair')} of the same text`,
  tied: (number: number) => `${count(number, 'pair')} of which as many people preferred each (--pairs all)`,
  contested: (number: number) =>
    `${count(number, 'pair')} where more people preferred the worse in the final order (--pairs majority)`,
  sameRating: (number: number) => `${count(number, 'pair')} of the same rating`,
  close: (number: number) => `${count(number, 'pair')} of a smaller margin (--min-margin)`,
  marginUnknown: (number: number) =>
    `${count(number, 'pair')} of which nobody knows the single rankings (--min-margin)`,
  undecided: (number: number) =>
    `${count(number, 'reply', 'replies')} of which neither reviews nor ranks say whether they are good`,
  acrossSides: (number: number) => `${count(number, 'pair')} of prompts on different sides (--split)`,
  shortBallot: (number: number) =>
    `${count(number, 'ranking')} of which fewer than two different texts are exported`,
} as const;

export type NoLine = keyof typeof noLine;

/** What was left out, as it adds up while an export runs. */
export type LeftOut = {
  counts: Map<Reason, number>;
  noLines: Map<NoLine, number>;
  elsewhere: Elsewhere;
  /** Trees by state, and the samples among them, which take two options. */
  states: Map<TreeState, number>;
  sampleStates: number;
  /** What people wrote who have left or were disabled, and who they are. */
  withdrawn: Map<keyof typeof withdrawn, number>;
  people: Set<string>;
};

/** Nothing yet. */
export function nothingLeftOut(): LeftOut {
  return {
    counts: new Map(),
    noLines: new Map(),
    elsewhere: nothingElsewhere(),
    states: new Map(),
    sampleStates: 0,
    withdrawn: new Map(),
    people: new Set(),
  };
}

/** Adds what was left out of one tree. With a message goes what is below it, for the same reason. */
export function noteMessages(
  leftOut: LeftOut,
  messages: readonly StoredMessage[],
  choice: ExportFilter,
): void {
  const prompt = messages.find(({ parentId }) => parentId === undefined);
  if (prompt?.sample && !choice.samples) addTo(leftOut.counts, 'sampleTrees');
  else if (isWholeLost(messages, choice)) addTo(leftOut.counts, 'syntheticTrees');
  else noteEach(leftOut, messages, choice);
}

function noteEach(leftOut: LeftOut, messages: readonly StoredMessage[], choice: ExportFilter) {
  const below = Map.groupBy(messages, ({ parentId }) => parentId);
  const open = (below.get(undefined) ?? []).map((message) => ({
    message,
    above: reasonFor(message, choice),
  }));
  for (let next = open.pop(); next; next = open.pop()) {
    const { message, above: reason } = next;
    if (reason === 'withdrawn') addTo(leftOut.withdrawn, 'messages');
    else if (reason) addTo(leftOut.counts, reason);
    if (message.withdrawn && message.author !== undefined) leftOut.people.add(message.author);
    for (const reply of below.get(message.id) ?? [])
      open.push({ message: reply, above: reason ?? reasonFor(reply, choice) });
  }
}

function isWholeLost(messages: readonly StoredMessage[], choice: ExportFilter) {
  if (choice.synthetic !== 'no' || selectMessages(messages, choice).length > 0) return false;
  return selectMessages(messages, { ...choice, synthetic: 'yes' }).length > 0;
}

function reasonFor(
  { withdrawn: left, barred, deleted, accepted, warned }: StoredMessage,
  choice: ExportFilter,
) {
  if (left) return 'withdrawn';
  if (barred) return barred;
  if (isScattered(choice)) return undefined; // `only` says itself that the others are left out
  if (deleted && choice.deleted === 'no') return 'deleted';
  if (!accepted && choice.unaccepted === 'no') return 'unaccepted';
  return warned && choice.warnings === 'no' ? 'warned' : undefined;
}

const samples = ['sampleTrees', 'sampleSummaries'] as const satisfies readonly Reason[];

/** How many samples were left out, trees or summaries, because nobody asked for them. */
export function samplesIn({ counts, sampleStates }: LeftOut): number {
  return sampleStates + sum(samples.map((reason) => counts.get(reason) ?? 0));
}

/** What else was left out. */
export function withoutSamples(leftOut: LeftOut): LeftOut {
  const counts = new Map(leftOut.counts);
  for (const reason of samples) counts.delete(reason);
  return { ...leftOut, counts, sampleStates: 0 };
}

type Things = readonly [one: string, many: string];

/** What a format is made of, in one and many. */
export function thingsOf(of: 'trees' | 'summaries'): Things {
  return of === 'summaries' ? ['summary', 'summaries'] : ['tree', 'trees'];
}

/** One line about everything that was left out and what brings it in, or nothing. */
export function leftOutLine(leftOut: LeftOut, things: Things = thingsOf('trees')): string {
  const { counts, states, sampleStates, withdrawn: lost, people } = leftOut;
  const parts = elsewhereParts(leftOut.elsewhere, things);
  const trees = sum([...states.values()]);
  if (trees > 0) parts.push(`${count(trees, 'tree')} in other states (--state ${[...states.keys()].sort()})`);
  if (sampleStates > 0)
    parts.push(`${count(sampleStates, 'sample tree')} in other states (--samples --state all)`);
  for (const [reason, say] of entries(reasons)) {
    const number = counts.get(reason) ?? 0;
    if (number > 0) parts.push(say(number));
  }
  for (const [reason, say] of entries(noLine)) {
    const number = leftOut.noLines.get(reason) ?? 0;
    if (number > 0) parts.push(say(number));
  }
  for (const [what, number] of lost)
    parts.push(
      `${withdrawn[what](number)} by ${persons(people.size)} who left or ${were(people.size)} disabled`,
    );
  return parts.length === 0 ? '' : `Left out: ${parts.join('; ')}.\n`;
}

function summaries(number: number) {
  return count(number, 'summary', 'summaries');
}

function persons(number: number) {
  return count(number, 'person', 'people');
}

function were(number: number) {
  return number === 1 ? 'was' : 'were';
}

function entries<T extends object>(table: T) {
  return Object.entries(table) as [keyof T, T[keyof T]][]; // a closed object
}
