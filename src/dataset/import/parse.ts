import { z } from 'zod';
import { fits, strip } from '../../backend/text.ts';
import type { TreeState } from '../../store/backend-tables.ts';
import { idOf } from '../names.ts';
import { MessageRecord, NestedRecord, TreeRecord } from '../record.ts';
import type { Line } from './lines.ts';

/** A message as it came, and where it says that it belongs. */
export type Incoming = {
  line: number;
  /** What the database will call it, and the message that it answers. */
  id: string;
  parentId: string | undefined;
  message: MessageRecord;
  /** Undefined where the file does not say. */
  treeName: string | undefined;
  state: TreeState | undefined;
  origin: string | undefined;
};

/** A line is all right or has faults; never half. */
export type Parsed = { messages: Incoming[]; faults?: never } | { faults: string[]; messages?: never };

const DEEPEST = 100;

/** The messages of one line: a message alone, or a whole tree. Texts may have up to `textLimit` code points. */
export function parseLine({ number, text }: Line, textLimit: number): Parsed {
  if (text === undefined) return { faults: ['it is not UTF-8'] };
  const value = json(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { faults: ['it is not a JSON object'] };
  if ('message_id' in value) return parseMessage(value, number, textLimit);
  if ('thread_id' in value) return { faults: ['it is a thread; only trees and messages can be imported'] };
  if ('message_tree_id' in value) return parseTree(value, number, textLimit);
  return { faults: ['it has neither message_id nor message_tree_id, so it is no message and no tree'] };
}

function parseMessage(value: object, line: number, textLimit: number): Parsed {
  const { data: message, error } = MessageRecord.safeParse(value);
  const faults = error ? issues(error, []) : textFaults(message.text, textLimit, []);
  if (!message || faults.length > 0) return { faults };
  const tree = { treeName: message.message_tree_id ?? undefined, state: message.tree_state ?? undefined };
  return { messages: [{ line, ...ids(message), message, ...tree, origin: undefined }] };
}

function parseTree(value: object, line: number, textLimit: number): Parsed {
  const { data: tree, error } = TreeRecord.safeParse(value);
  if (!tree) return { faults: issues(error, []) };
  const faults: string[] = [];
  const messages: Incoming[] = [];
  const open: Nested[] = [{ value: tree.prompt, path: ['prompt'], parent: undefined }];
  for (let next = open.pop(); next; next = open.pop()) {
    const found = parseNested(next, textLimit);
    faults.push(...found.faults);
    if (!found.record) continue;
    const { replies, ...message } = found.record;
    const parentId = next.parent && idOf(next.parent);
    const about = { treeName: tree.message_tree_id, state: tree.tree_state ?? undefined };
    messages.push({
      line,
      id: idOf(message.message_id),
      parentId,
      message,
      ...about,
      origin: tree.origin ?? undefined,
    });
    const { path } = next;
    for (const [index, reply] of [...(replies ?? []).entries()].reverse())
      open.push({ value: reply, path: [...path, 'replies', index], parent: message.message_id });
  }
  return faults.length > 0 ? { faults } : { messages };
}

type Path = readonly PropertyKey[];
type Nested = { value: unknown; path: Path; parent: string | undefined };

function parseNested({ value, path, parent }: Nested, textLimit: number) {
  if (path.length > 2 * DEEPEST) return { faults: [`${at(path)} is nested too deep`] };
  const { data: record, error } = NestedRecord.safeParse(value);
  if (!record) return { faults: issues(error, path) };
  const faults = textFaults(record.text, textLimit, path);
  if (record.parent_id && (!parent || idOf(record.parent_id) !== idOf(parent)))
    faults.push(`${at([...path, 'parent_id'])} is not the message that it stands under`);
  return { record, faults };
}

function textFaults(text: string, limit: number, path: Path): string[] {
  const where = at([...path, 'text']);
  if (strip(text) === '') return [`${where} has nothing to read in it`];
  if (!fits(text, Number.MAX_SAFE_INTEGER)) return [`${where} has characters that no database can hold`];
  return fits(text, limit) ? [] : [`${where} is longer than ${limit} characters`];
}

function ids({ message_id, parent_id }: MessageRecord) {
  return { id: idOf(message_id), parentId: parent_id ? idOf(parent_id) : undefined };
}

function issues({ issues: all }: z.ZodError, path: Path): string[] {
  return all.map(({ path: below, message }) => `${at([...path, ...below])}: ${message}`);
}

function at(path: Path) {
  return path.length === 0 ? 'it' : z.core.toDotPath(path);
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
