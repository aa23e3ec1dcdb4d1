import type { Kysely } from 'kysely';
import type { Settings } from '../../backend/settings/settings.ts';
import type { Arrival } from '../../imports.ts';
import type { Schema } from '../../store/schema.ts';
import { idOf } from '../names.ts';
import { type AdditionPlan, planAddition } from './additions.ts';
import { messagesHere, type Present } from './already-here.ts';
import type { LineFault } from './faults.ts';
import { type Entry, positionsOf } from './graph.ts';
import { planTree, type TreePlan } from './plan.ts';
import { readAll, type Seen } from './read-all.ts';
import type { Source } from './source.ts';
import { newStories } from './stories.ts';
import { newSummaries } from './summaries.ts';

/** How a file is imported: `textLimit` is the longest text in code points. */
export type ImportRules = {
  arrival: Arrival;
  textLimit: number;
  settings: Settings;
  /** The campaign that new trees are of; undefined for none. */
  campaignId?: string | undefined;
};

/** What there is to import, found without changing anything. */
export type Survey = {
  /** For each new message the line it is taken from, and where it belongs. */
  places: Map<string, { line: number; rootId: string; depth: number }>;
  /** For each new tree, by the id of its prompt. */
  trees: Map<string, TreePlan>;
  /** For each tree that is here and gets replies, by the id of its prompt. */
  additions: Map<string, AdditionPlan>;
  /** The ids of new stories. */
  stories: Set<string>;
  /** The ids of new summaries, and how many ratings of all of them do not stand singly. */
  summaries: Set<string>;
  lostRatings: number;
  /** Messages that are here already, and stories. */
  known: number;
  knownStories: number;
  knownSummaries: number;
  /** How many annotations are of what is new, and of what is not taken or was here. */
  annotations: { taken: number; left: number };
  /** Everything wrong, in the order of the lines; a line with none is imported whole. */
  faults: LineFault[];
  /** Fields that the form does not know and that are kept, with their numbers. */
  unknown: ReadonlyMap<string, number>;
};

/**
 * Reads a whole source and decides what every message and tree would become.
 * @throws DatasetError
 */
export async function survey(
  db: Kysely<Schema>,
  source: Source,
  { arrival, textLimit, settings }: ImportRules,
): Promise<Survey> {
  const seen = await readAll(source, arrival, textLimit);
  const { entries, facts, stories: told, lost, faults, unknown } = seen;
  const here = await messagesHere(db, idsToLookFor(seen));
  faults.push(...takeOutOthers(seen, here));
  const anchors = new Map(
    here.entries().map(([id, { treeId, ...present }]) => [id, { ...present, rootId: treeId }]),
  );
  const { stands, faults: misplaced } = positionsOf(entries, lost, anchors);
  const trees = new Map<string, TreePlan>();
  const additions = new Map<string, AdditionPlan>();
  const places: Survey['places'] = new Map();
  let known = 0;
  for (const [rootId, members] of Map.groupBy(stands.keys(), (id) => stands.get(id)?.rootId ?? id)) {
    const present = members.filter((id) => here.has(id));
    const fresh = members.flatMap((id) => (here.has(id) ? [] : (nodeOf(id) ?? [])));
    const isHere = here.has(rootId) || !entries.has(rootId); // what hangs on a message of another tree is of that tree
    known += present.length;
    if (fresh.length === 0) continue;
    if (present.some((id) => here.get(id)?.treeId !== rootId)) {
      faults.push(...elsewhere(present, fresh, entries));
      continue;
    }
    const plan = isHere
      ? await planAddition(db, rootId, fresh, { arrival, settings })
      : planTree(fresh, entries.get(rootId), arrival, settings);
    if (typeof plan === 'string') {
      faults.push(...(isHere ? eachFault(fresh, plan) : treeFaults(fresh, entries.get(rootId), plan)));
      continue;
    }
    if ('from' in plan) additions.set(rootId, plan);
    else trees.set(rootId, plan);
    for (const { id, line, depth } of fresh) places.set(id, { line, rootId, depth });
  }
  const stories = await newStories(db, [...told.keys()]);
  const summaries = await newSummaries(db, [...seen.summaries.keys()]);
  return {
    places,
    trees,
    additions,
    stories,
    summaries,
    lostRatings: seen.lostRatings,
    known,
    knownStories: told.size - stories.size,
    knownSummaries: seen.summaries.size - summaries.size,
    annotations: annotationsOf(source, (id) => places.has(id) || summaries.has(id)),
    faults: [...faults, ...misplaced].sort((a, b) => a.line - b.line),
    unknown,
  };

  function nodeOf(id: string) {
    const [entry, fact, place] = [entries.get(id), facts.get(id), stands.get(id)];
    return entry && fact && place && { ...fact, ...entry, id, depth: place.depth };
  }
}

function annotationsOf({ annotations }: Source, isNew: (id: string) => boolean): Survey['annotations'] {
  const counts = { taken: 0, left: 0 };
  for (const { name, count } of annotations?.counts() ?? [])
    counts[isNew(idOf(name)) ? 'taken' : 'left'] += count;
  return counts;
}

/** The messages of the file, and those that they answer and that are not in it. */
function idsToLookFor({ entries }: Seen): string[] {
  const parents = [...entries.values()].flatMap(({ parentId }) => parentId ?? []);
  return [...new Set([...entries.keys(), ...parents])];
}

/** What is here under the same id and says something else, or stands elsewhere, is not the same. */
function takeOutOthers({ entries, facts, lost }: Seen, here: ReadonlyMap<string, Present>): LineFault[] {
  const faults: LineFault[] = [];
  for (const [id, { line, title, parentId, isAssistant }] of entries) {
    const present = here.get(id);
    if (!present) continue;
    const isOther = present.textKey !== facts.get(id)?.textKey;
    const isElsewhere = present.parentId !== parentId || present.isAssistant !== isAssistant;
    if (!isOther && !isElsewhere) continue;
    const how = isOther ? 'with another text' : 'as the answer to another message';
    faults.push({ line, reason: `${title} is here already, ${how}; give it another message_id` });
    entries.delete(id);
    lost.set(id, line);
  }
  return faults;
}

type Node = { line: number; title: string };

function elsewhere(
  present: readonly string[],
  fresh: readonly Node[],
  entries: ReadonlyMap<string, Entry>,
): LineFault[] {
  const title = (present[0] && entries.get(present[0])?.title) || 'a message';
  return eachFault(fresh, `${title} of its tree is here already, in another tree`);
}

function eachFault(nodes: readonly Node[], reason: string): LineFault[] {
  return nodes.map(({ line, title }) => ({ line, reason: `${title}: ${reason}` }));
}

/** One fault for each line of a tree that cannot be what it should. */
function treeFaults(nodes: readonly Node[], prompt: Entry | undefined, reason: string): LineFault[] {
  return [...new Set(nodes.map(({ line }) => line))].map((line) => ({
    line,
    reason:
      line === prompt?.line
        ? `${prompt.title}: ${reason}`
        : `its prompt, on line ${prompt?.line}, has a fault`,
  }));
}
