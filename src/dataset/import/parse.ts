import { z } from 'zod';
import { fits } from '../../backend/text.ts';
import type { TreeState } from '../../backend/trees/tables.ts';
import { stripBlanks } from '../../text.ts';
import { idOf } from '../names.ts';
import { MessageRecord, NestedRecord, StoryRecord, TreeRecord } from '../record.ts';
import { brokenJson, inPlainWords } from './in-plain-words.ts';
import type { Line } from './lines.ts';

/** A message as it came, and where it says that it belongs. */
export type Incoming = {
  line: number;
  /** What it is called when something is wrong with it. */
  title: string;
  /** What the database will call it, and the message that it answers. */
  id: string;
  parentId: string | undefined;
  message: MessageRecord;
  /** Undefined where the file does not say. */
  treeName: string | undefined;
  state: TreeState | undefined;
  origin: string | undefined;
};

/** A line is all right or has faults; never half. `names` are the ids of the messages that are lost with a fault. */
export type Parsed =
  | { messages: Incoming[]; story?: never; faults?: never; names?: never }
  | { story: Story; messages?: never; faults?: never; names?: never }
  | { faults: string[]; names: string[]; messages?: never; story?: never };

/** A text to summarise; its id is made from what it says. */
export type Story = { id: string; lang: string; text: string };

const DEEPEST = 100;

/** What one line brings: a message alone, a whole tree, or a story. Texts may have up to `textLimit` code points. */
export function parseLine({ number, text }: Line, textLimit: number): Parsed {
  if (text === undefined) return fault('it is not UTF-8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return fault(brokenJson(error));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return fault('it is not a JSON object');
  if ('thread_id' in value) return fault('it is a thread; only trees and messages can be imported');
  if ('chosen' in value && 'rejected' in value)
    return fault('it is from an export of pairs, which cannot be imported; export trees or messages');
  if ('message_tree_id' in value && !('message_id' in value)) return parseTree(value, number, textLimit);
  if ('message_id' in value || 'text' in value) return parseMessage(value, number, textLimit);
  if ('story' in value && 'summary' in value)
    return fault('it is from an export of summaries; only stories without a summary can be imported');
  if ('story' in value) return parseStory(value, textLimit);
  return fault('it has no text, message_id, message_tree_id or story, so it is no message, tree or story');
}

function fault(reason: string): Parsed {
  return { faults: [reason], names: [] };
}

function parseMessage(value: object, line: number, textLimit: number): Parsed {
  const whole = completed(value);
  const { data: message, error } = MessageRecord.safeParse(whole, { error: inPlainWords });
  const faults = error ? issues(error, []) : textFaults(message.text, textLimit, ['text']);
  if (!message || faults.length > 0) return { faults, names: nameIn(whole) };
  const tree = { treeName: message.message_tree_id ?? undefined, state: message.tree_state ?? undefined };
  const title = nameIn(value).length > 0 ? titleOf(message) : 'this message';
  return { messages: [{ line, title, ...ids(message), message, ...tree, origin: undefined }] };
}

function parseStory(value: object, textLimit: number): Parsed {
  const { data, error } = StoryRecord.safeParse(value, { error: inPlainWords });
  const faults = error ? issues(error, []) : textFaults(data.story, textLimit, ['story']);
  if (!data || faults.length > 0) return { faults, names: [] };
  const { lang, story: text } = data;
  return { story: { id: idOf(`story of ${JSON.stringify([lang, text])}`), lang, text } };
}

function parseTree(value: object, line: number, textLimit: number): Parsed {
  const { data: tree, error } = TreeRecord.safeParse(value, { error: inPlainWords });
  if (!tree) return { faults: issues(error, []), names: nameIn(Reflect.get(value, 'prompt')) };
  const faults: string[] = [];
  const names: string[] = [];
  const messages: Incoming[] = [];
  const open: Nested[] = [{ value: tree.prompt, path: ['prompt'], parent: undefined }];
  for (let next = open.pop(); next; next = open.pop()) {
    const found = parseNested(next, textLimit);
    faults.push(...found.faults);
    names.push(...nameIn(next.value));
    if (!found.record) continue;
    const { replies, ...message } = found.record;
    const parentId = next.parent && idOf(next.parent);
    const about = { treeName: tree.message_tree_id, state: tree.tree_state ?? undefined };
    messages.push({
      line,
      title: titleOf(message),
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
  return faults.length > 0 ? { faults, names } : { messages };
}

type Path = readonly PropertyKey[];
type Nested = { value: unknown; path: Path; parent: string | undefined };

function parseNested({ value, path, parent }: Nested, textLimit: number) {
  if (path.length > 2 * DEEPEST) return { faults: [`${at(path)} is nested too deep`] };
  const { data: record, error } = NestedRecord.safeParse(value, { error: inPlainWords });
  if (!record) return { faults: issues(error, path) };
  const faults = textFaults(record.text, textLimit, [...path, 'text']);
  if (record.parent_id && (!parent || idOf(record.parent_id) !== idOf(parent)))
    faults.push(`${at([...path, 'parent_id'])} is not the message that it stands under`);
  return { record, faults };
}

function textFaults(text: string, limit: number, path: Path): string[] {
  const where = at(path);
  if (stripBlanks(text) === '') return [`${where} has nothing to read in it`];
  if (!fits(text, Number.MAX_SAFE_INTEGER)) return [`${where} has characters that no database can hold`];
  return fits(text, limit) ? [] : [`${where} is longer than ${limit} characters`];
}

function ids({ message_id, parent_id }: MessageRecord) {
  return { id: idOf(message_id), parentId: parent_id ? idOf(parent_id) : undefined };
}

function titleOf({ message_id }: MessageRecord) {
  return `message ${message_id}`;
}

function issues({ issues: all }: z.ZodError, path: Path): string[] {
  return all.map(({ path: below, message }) => `${at([...path, ...below])} ${message}`);
}

function at(path: Path) {
  return path.length === 0 ? 'it' : z.core.toDotPath(path);
}

const Named = z.object({ message_id: z.string() });

function nameIn(value: unknown): string[] {
  const { data } = Named.safeParse(value);
  return data ? [data.message_id] : [];
}

/**
 * What a message need not say: its id, which is then made from what it says, so that the same line is the same
 * message at every import; and that a prompt is the prompter's.
 */
function completed(value: object): object {
  const { message_id, parent_id = null, role, lang, text }: Loose = value;
  const ownRole = role ?? (parent_id === null ? 'prompter' : undefined);
  const name = message_id ?? idOf(`message of ${JSON.stringify([parent_id, ownRole, lang, text])}`);
  return { ...value, message_id: name, role: ownRole };
}

type Loose = Readonly<Partial<Record<'message_id' | 'parent_id' | 'role' | 'lang' | 'text', unknown>>>;
