import type { Arrival } from '../../imports.ts';
import { idOf } from '../names.ts';
import type { LineFault } from './faults.ts';
import { type Entry, toEntry } from './graph.ts';
import { parseLine } from './parse.ts';
import type { Incoming } from './parse-branch.ts';
import { type Facts, factsOf } from './plan.ts';
import type { Source } from './source.ts';
import { withRatings } from './with-annotations.ts';

/** What a source holds, as far as it must be remembered until all of it is known. */
export type Seen = {
  entries: Map<string, Entry>;
  facts: Map<string, Facts>;
  /** The line of each story. */
  stories: Map<string, number>;
  /** The line of each summary, and how many ratings of these do not stand singly. */
  summaries: Map<string, number>;
  lostRatings: number;
  /** The lines of messages that cannot be imported. */
  lost: Map<string, number>;
  faults: LineFault[];
  /** Fields that the form does not know, and how many messages or trees have each. */
  unknown: Map<string, number>;
};

/**
 * Reads a whole source.
 * @throws DatasetError
 */
export async function readAll(source: Source, arrival: Arrival, textLimit: number): Promise<Seen> {
  const seen: Seen = {
    entries: new Map(),
    facts: new Map(),
    stories: new Map(),
    summaries: new Map(),
    lostRatings: 0,
    lost: new Map(),
    faults: [],
    unknown: new Map(),
  };
  for await (const line of source.lines()) {
    const { messages, story, summary, faults, names, isAll } = parseLine(line, textLimit);
    for (const each of faults) seen.faults.push({ line: line.number, ...each });
    if (isAll) break;
    if (story) noteOnce(seen, 'stories', { ...story, line: line.number });
    if (summary && noteOnce(seen, 'summaries', { id: summary.id, line: line.number }))
      seen.lostRatings += withRatings(summary, source).lostRatings;
    for (const name of names) seen.lost.set(idOf(name), line.number);
    for (const incoming of messages) noteMessage(seen, incoming, arrival);
  }
  return seen;
}

function noteMessage(seen: Seen, incoming: Incoming, arrival: Arrival) {
  const { id, line, title, parentId } = incoming;
  const earlier = seen.entries.get(id)?.line;
  if (earlier !== undefined) {
    seen.faults.push({ line, reason: `${title} is on line ${earlier} already` });
    return;
  }
  seen.entries.set(id, toEntry(incoming));
  seen.facts.set(id, factsOf(incoming, arrival));
  const names = [...incoming.meta.names, ...(parentId === undefined ? (incoming.treeMeta?.names ?? []) : [])];
  for (const name of names) seen.unknown.set(name, (seen.unknown.get(name) ?? 0) + 1);
}

const titles = { stories: 'this story', summaries: 'this summary' } as const;

/** Says whether it is the first of this id. */
function noteOnce(
  seen: Seen,
  what: keyof typeof titles,
  { id, line }: { id: string; line: number },
): boolean {
  const earlier = seen[what].get(id);
  if (earlier === undefined) seen[what].set(id, line);
  else seen.faults.push({ line, reason: `${titles[what]} is on line ${earlier} already` });
  return earlier === undefined;
}
