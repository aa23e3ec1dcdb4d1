import type { Kysely } from 'kysely';
import type { Schema } from '../../store/schema.ts';
import { alreadyHere } from './already-here.ts';
import { type Entry, type Fault, standings, toEntry } from './graph.ts';
import { parseLine } from './parse.ts';
import { type Arrival, type Facts, factsOf, planTree, type TreePlan } from './plan.ts';
import type { Source } from './source.ts';

/** What there is to import, found without changing anything. */
export type Survey = {
  /** For each new message the line it is taken from, and where it belongs. */
  places: Map<string, { line: number; rootId: string; depth: number }>;
  /** For each new tree, by the id of its prompt. */
  trees: Map<string, TreePlan>;
  /** Messages of trees that are here already. */
  known: number;
  /** Everything wrong, in the order of the lines. */
  faults: Fault[];
};

type Seen = { entries: Map<string, Entry>; facts: Map<string, Facts>; faults: Fault[] };

/** Reads a whole source and decides what every message and tree would become. Throws DatasetError. */
export async function survey(
  db: Kysely<Schema>,
  source: Source,
  { arrival, textLimit }: { arrival: Arrival; textLimit: number },
): Promise<Survey> {
  const { entries, facts, faults } = await readAll(source, arrival, textLimit);
  const { stands, faults: misplaced } = standings(entries);
  const here = await alreadyHere(db, [...stands.keys()]);
  const trees = new Map<string, TreePlan>();
  const places: Survey['places'] = new Map();
  let known = 0;
  for (const [rootId, members] of Map.groupBy(stands.keys(), (id) => stands.get(id)?.rootId ?? id)) {
    const isHere = members.some((id) => here.has(id));
    if (isHere) {
      for (const id of members.filter((member) => !here.has(member))) faults.push(lateFault(entries.get(id)));
      known += members.filter((id) => here.has(id)).length;
      continue;
    }
    const nodes = members.flatMap((id) => nodeOf(id) ?? []);
    trees.set(rootId, planTree(nodes, entries.get(rootId), arrival));
    for (const { id, line, depth } of nodes) places.set(id, { line, rootId, depth });
  }
  return { places, trees, known, faults: [...faults, ...misplaced].sort((a, b) => a.line - b.line) };

  function nodeOf(id: string) {
    const [entry, fact, place] = [entries.get(id), facts.get(id), stands.get(id)];
    return entry && fact && place && { ...fact, ...entry, id, depth: place.depth };
  }
}

async function readAll(source: Source, arrival: Arrival, textLimit: number): Promise<Seen> {
  const seen: Seen = { entries: new Map(), facts: new Map(), faults: [] };
  for await (const line of source.lines()) {
    const { messages = [], faults = [] } = parseLine(line, textLimit);
    const doubles = messages.flatMap(({ id, message }, index) => {
      const earlier =
        seen.entries.get(id)?.line ??
        (messages.findIndex((other) => other.id === id) < index ? line.number : undefined);
      return earlier === undefined ? [] : [`message ${message.message_id} is on line ${earlier} already`];
    });
    for (const reason of [...faults, ...doubles]) seen.faults.push({ line: line.number, reason });
    if (doubles.length > 0) continue;
    for (const incoming of messages) {
      seen.entries.set(incoming.id, toEntry(incoming));
      seen.facts.set(incoming.id, factsOf(incoming, arrival));
    }
  }
  return seen;
}

function lateFault(entry: Entry | undefined): Fault {
  const reason = `message ${entry?.name}: its tree is here already, without it; give the tree new ids to add it`;
  return { line: entry?.line ?? 0, reason };
}
