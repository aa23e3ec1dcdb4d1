import type { TreeState } from '../../backend/trees/tables.ts';
import { idOf } from '../names.ts';
import type { LineFault } from './faults.ts';
import type { Incoming } from './parse-branch.ts';

/** What must be remembered of a message until all of them are known. */
export type Entry = {
  line: number;
  title: string;
  parentId: string | undefined;
  isAssistant: boolean;
  lang: string;
  treeName: string | undefined;
  state: TreeState | undefined;
};

/** Where a message stands in its tree. */
export type Stand = { rootId: string; depth: number };

/** A message in the collection. */
export type Anchor = Stand & { isAssistant: boolean };

const DEEPEST = 100;

/** What is remembered of a message. */
export function toEntry({ line, title, parentId, message, treeName, state }: Incoming): Entry {
  const { lang, role } = message;
  return { line, title, parentId, isAssistant: role === 'assistant', lang, treeName, state };
}

/**
 * Finds for each message its prompt and depth, wherever in the file they are. Faults: no such parent, a circle, too
 * deep, two of the same side in a row, or not the tree or state that the prompt has. `lost` are the lines of messages
 * that have a fault already, `anchors` messages that are here and that others may answer.
 */
export function positionsOf(
  entries: ReadonlyMap<string, Entry>,
  lost: ReadonlyMap<string, number>,
  anchors: ReadonlyMap<string, Anchor>,
): {
  stands: Map<string, Stand>;
  faults: LineFault[];
} {
  const found = new Map<string, Stand | string>();
  for (const id of entries.keys()) stand(id);
  const stands = new Map<string, Stand>();
  const faults: LineFault[] = [];
  for (const [id, { line, title }] of entries) {
    const result = found.get(id);
    if (typeof result === 'object') stands.set(id, result);
    else faults.push({ line, reason: `${title}: ${result}` });
  }
  return { stands, faults };

  function stand(id: string) {
    const path: string[] = [];
    const onPath = new Set<string>();
    let at: string | undefined = id;
    while (at !== undefined && !found.has(at) && !onPath.has(at) && entries.has(at)) {
      path.push(at);
      onPath.add(at);
      at = entries.get(at)?.parentId;
    }
    if (at !== undefined && onPath.has(at))
      for (const each of path) found.set(each, 'its parents go in a circle');
    for (const each of path.reverse()) if (!found.has(each)) found.set(each, place(each));
  }

  function place(id: string): Stand | string {
    const entry = entries.get(id);
    if (entry?.parentId === undefined)
      return entry?.isAssistant ? 'a prompt must be the prompter’s' : asPrompt(id);
    const parent = entries.get(entry.parentId);
    const above = found.get(entry.parentId);
    if (!parent || above === undefined) return hung(entry, entry.parentId);
    if (typeof above === 'string') return `its parent is on line ${parent.line}, which has a fault`;
    if (above.depth >= DEEPEST) return `it stands deeper than ${DEEPEST} messages`;
    if (parent.isAssistant === entry.isAssistant) return 'it has the same role as its parent';
    const prompt = entries.get(above.rootId);
    if (entry.treeName !== undefined && entry.treeName !== prompt?.treeName)
      return 'it names another message_tree_id than its prompt';
    if (entry.state !== undefined && entry.state !== prompt?.state)
      return 'it names another tree_state than its prompt';
    return { rootId: above.rootId, depth: above.depth + 1 };
  }

  function hung(entry: Entry, parentId: string): Stand | string {
    const line = lost.get(parentId);
    if (line !== undefined) return `its parent is on line ${line}, which has a fault`;
    const anchor = anchors.get(parentId);
    if (!anchor) return 'its parent is not in the file, and not here';
    if (anchor.isAssistant === entry.isAssistant) return 'it has the same role as its parent';
    return { rootId: anchor.rootId, depth: anchor.depth + 1 };
  }

  function asPrompt(id: string): Stand | string {
    const treeName = entries.get(id)?.treeName;
    const isHash = treeName !== undefined && idOf(treeName) !== treeName.toLowerCase();
    if (treeName !== undefined && !isHash && idOf(treeName) !== id)
      return 'message_tree_id is not the message_id of the prompt';
    return { rootId: id, depth: 0 };
  }
}
