import type { Kysely } from 'kysely';
import type { Schema } from '../../store/schema.ts';
import { idOf } from '../names.ts';
import { alreadyHere } from './already-here.ts';
import { type Entry, type GraphFault, positionsOf, toEntry } from './graph.ts';
import { parseLine } from './parse.ts';
import { type Arrival, type Facts, factsOf, planTree, type TreePlan } from './plan.ts';
import type { Source } from './source.ts';
import { newStories } from './stories.ts';

/** What there is to import, found without changing anything. */
export type Survey = {
  /** For each new message the line it is taken from, and where it belongs. */
  places: Map<string, { line: number; rootId: string; depth: number }>;
  /** For each new tree, by the id of its prompt. */
  trees: Map<string, TreePlan>;
  /** The ids of new stories. */
  stories: Set<string>;
  /** Messages of trees that are here already, and stories. */
  known: number;
  knownStories: number;
  /** Everything wrong, in the order of the lines; a line that is left out has at least one. */
  faults: GraphFault[];
};

type Seen = {
  entries: Map<string, Entry>;
  facts: Map<string, Facts>;
  /** The line of each story. */
  stories: Map<string, number>;
  /** The lines of messages that cannot be imported. */
  lost: Map<string, number>;
  faults: GraphFault[];
};

/**
 * Reads a whole source and decides what every message and tree would become.
 * @throws DatasetError
 */
export async function survey(
  db: Kysely<Schema>,
  source: Source,
  { arrival, textLimit }: { arrival: Arrival; textLimit: number },
): Promise<Survey> {
  const { entries, facts, stories: told, lost, faults } = await readAll(source, arrival, textLimit);
  const { stands, faults: misplaced } = positionsOf(entries, lost);
  const here = await alreadyHere(db, [...stands.keys()]);
  const trees = new Map<string, TreePlan>();
  const places: Survey['places'] = new Map();
  let known = 0;
  for (const [rootId, members] of Map.groupBy(stands.keys(), (id) => stands.get(id)?.rootId ?? id)) {
    const present = members.filter((id) => here.has(id));
    if (present.length > 0) {
      known += present.length;
      faults.push(...lateFaults(members, rootId, { entries, here }));
      continue;
    }
    const nodes = members.flatMap((id) => nodeOf(id) ?? []);
    const plan = planTree(nodes, entries.get(rootId), arrival);
    if (typeof plan === 'string') {
      faults.push(...treeFaults(nodes, entries.get(rootId), plan));
      continue;
    }
    trees.set(rootId, plan);
    for (const { id, line, depth } of nodes) places.set(id, { line, rootId, depth });
  }
  const stories = await newStories(db, [...told.keys()]);
  return {
    places,
    trees,
    stories,
    known,
    knownStories: told.size - stories.size,
    faults: [...faults, ...misplaced].sort((a, b) => a.line - b.line),
  };

  function nodeOf(id: string) {
    const [entry, fact, place] = [entries.get(id), facts.get(id), stands.get(id)];
    return entry && fact && place && { ...fact, ...entry, id, depth: place.depth };
  }
}

async function readAll(source: Source, arrival: Arrival, textLimit: number): Promise<Seen> {
  const seen: Seen = {
    entries: new Map(),
    facts: new Map(),
    stories: new Map(),
    lost: new Map(),
    faults: [],
  };
  for await (const line of source.lines()) {
    const { messages = [], story, faults = [], names = [] } = parseLine(line, textLimit);
    if (story) noteStory(seen, story.id, line.number);
    for (const name of names) seen.lost.set(idOf(name), line.number);
    const doubles = messages.flatMap(({ id, title }, index) => {
      const earlier =
        seen.entries.get(id)?.line ??
        (messages.findIndex((other) => other.id === id) < index ? line.number : undefined);
      return earlier === undefined ? [] : [`${title} is on line ${earlier} already`];
    });
    for (const reason of [...faults, ...doubles]) seen.faults.push({ line: line.number, reason });
    if (doubles.length > 0) {
      for (const { id } of messages) seen.lost.set(id, line.number);
      continue;
    }
    for (const incoming of messages) {
      seen.entries.set(incoming.id, toEntry(incoming));
      seen.facts.set(incoming.id, factsOf(incoming, arrival));
    }
  }
  return seen;
}

function noteStory({ stories, faults }: Seen, id: string, line: number) {
  const earlier = stories.get(id);
  if (earlier === undefined) stories.set(id, line);
  else faults.push({ line, reason: `this story is on line ${earlier} already` });
}

/** A tree that is here stays as it is, so whatever would be new in it is a fault. */
function lateFaults(
  members: readonly string[],
  rootId: string,
  { entries, here }: { entries: ReadonlyMap<string, Entry>; here: ReadonlySet<string> },
): GraphFault[] {
  const titleOf = (id: string | undefined) => (id && entries.get(id)?.title) || 'its prompt';
  const reason = here.has(rootId)
    ? `its tree, that of ${titleOf(rootId)}, is here already without it; give the whole tree new ids to add it`
    : `${titleOf(members.find((id) => here.has(id)))} of its tree is here already, in another tree`;
  return members
    .filter((id) => !here.has(id))
    .map((id) => ({ line: entries.get(id)?.line ?? 0, reason: `${titleOf(id)}: ${reason}` }));
}

/** One fault for each line of a tree that cannot be what it should. */
function treeFaults(
  nodes: readonly { line: number }[],
  prompt: Entry | undefined,
  reason: string,
): GraphFault[] {
  return [...new Set(nodes.map(({ line }) => line))].map((line) => ({
    line,
    reason:
      line === prompt?.line
        ? `${prompt.title}: ${reason}`
        : `its prompt, on line ${prompt?.line}, has a fault`,
  }));
}
