import { z } from 'zod';
import type { TreeState } from '../../backend/trees/tables.ts';
import { idOf } from '../names.ts';
import { type Judgement, type MessageRecord, NestedRecord } from '../record.ts';
import { at, type Fault, type Path, schemaFaults, textFaults } from './faults.ts';
import { inPlainWords } from './in-plain-words.ts';
import { type Meta, messageMeta } from './meta.ts';

/** A message as it came, and where it says that it belongs. */
export type Incoming = {
  line: number;
  /** What it is called when something is wrong with it. */
  title: string;
  /** What the database will call it, and the message that it answers. */
  id: string;
  parentId: string | undefined;
  message: MessageRecord;
  /** What single people said of it by labels, where that came with it. */
  judgements?: readonly Judgement[];
  meta: Meta;
  /** Undefined where the file does not say. */
  treeName: string | undefined;
  state: TreeState | undefined;
  origin: string | undefined;
  treeMeta: Meta | undefined;
};

/** A message with replies in it, still unchecked; `parent` is the id of the one it stands in. */
export type Nested = { value: unknown; path: Path; parent: string | undefined };

type About = {
  line: number;
  title?: string | undefined;
  tree?: { name: string; state: TreeState | undefined; origin: string | undefined; meta: Meta };
};
type Branch = { messages: Incoming[]; faults: Fault[]; names: string[] };

const DEEPEST = 100;

/**
 * Reads a message and all replies in it. One with a fault is left out with all below it, whose faults are told as well;
 * `names` are the ids of what is left out.
 */
export function parseBranch(root: Nested, about: About, textLimit: number): Branch {
  const found: Branch = { messages: [], faults: [], names: [] };
  const open: (Nested & { isLost: boolean })[] = [{ ...root, isLost: false }];
  let ofRoot: Pick<Incoming, 'treeName' | 'state'> | undefined;
  for (let next = open.pop(); next; next = open.pop()) {
    const { path, parent } = next;
    const value = completed(next.value, parent);
    const { record, faults } = parseOne({ value, path, parent }, textLimit);
    found.faults.push(...faults);
    const isLost = next.isLost || faults.length > 0;
    const [name] = nameIn(value);
    if (isLost || !record) found.names.push(...nameIn(value));
    else {
      const { replies: _, ...message } = record;
      ofRoot ??= {
        treeName: about.tree?.name ?? message.message_tree_id ?? undefined,
        state: about.tree ? about.tree.state : (message.tree_state ?? undefined),
      };
      found.messages.push({
        line: about.line,
        title: (path === root.path ? about.title : undefined) ?? `message ${message.message_id}`,
        ...idsOf(message, parent),
        message,
        meta: messageMeta(Object(value)),
        ...ofRoot,
        origin: about.tree?.origin,
        treeMeta: about.tree?.meta,
      });
    }
    for (const [index, reply] of repliesIn(value).entries().toArray().reverse())
      open.push({ value: reply, path: [...path, 'replies', index], parent: name, isLost });
  }
  return found;
}

function parseOne({ value, path, parent }: Nested, textLimit: number) {
  if (path.length > 2 * DEEPEST) return { faults: [{ reason: `${at(path)} is nested too deep` }] };
  const { data: record, error } = NestedRecord.safeParse(value, { error: inPlainWords });
  if (!record) return { faults: schemaFaults(error, path) };
  const faults = textFaults(record.text, textLimit, [...path, 'text']);
  if (path.includes('replies') || path.includes('prompt')) {
    const isOther = record.parent_id && (!parent || idOf(record.parent_id) !== idOf(parent));
    if (isOther)
      faults.push({ reason: `${at([...path, 'parent_id'])} is not the message that it stands under` });
  }
  return { record, faults };
}

/** Whoever stands in a message answers it; else the message says itself whom. */
function idsOf({ message_id, parent_id }: MessageRecord, parent: string | undefined) {
  const above = parent ?? parent_id ?? undefined;
  return { id: idOf(message_id), parentId: above === undefined ? undefined : idOf(above) };
}

const Parent = z.object({ replies: z.array(z.unknown()) });

function repliesIn(value: unknown): unknown[] {
  return Parent.safeParse(value).data?.replies ?? [];
}

const Named = z.object({ message_id: z.string() });

/** The id that a message came with, or none. */
export function nameIn(value: unknown): string[] {
  const { data } = Named.safeParse(value);
  return data ? [data.message_id] : [];
}

type Loose = Readonly<
  Partial<Record<'message_id' | 'parent_id' | 'role' | 'lang' | 'text' | 'model_name', unknown>>
>;

/**
 * What a message need not say: its id, which is then made from what it says and which model wrote it, so that the same
 * line is the same message at every import; and that a prompt is the prompter's.
 */
function completed(value: unknown, parent?: string): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const { message_id, parent_id = null, role, lang, text, model_name = null }: Loose = value;
  const above = parent ?? parent_id;
  const ownRole = role ?? (above === null ? 'prompter' : undefined);
  const said = [above, ownRole, lang, text, ...(model_name === null ? [] : [model_name])];
  return { ...value, message_id: message_id ?? idOf(`message of ${JSON.stringify(said)}`), role: ownRole };
}
