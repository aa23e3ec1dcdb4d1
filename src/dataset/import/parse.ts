import { idOf } from '../names.ts';
import { StoryRecord, TreeRecord } from '../record.ts';
import { type Fault, schemaFaults, textFaults } from './faults.ts';
import { hintForText, hintForValue } from './hints.ts';
import { brokenJson, inPlainWords } from './in-plain-words.ts';
import type { Line } from './lines.ts';
import { treeMeta } from './meta.ts';
import { type Incoming, nameIn, parseBranch } from './parse-branch.ts';
import { parseSummary, type Summary } from './parse-summary.ts';
import { NestedTooDeep, readJson } from './read-json.ts';
import { unpacked } from './unpacked.ts';

/**
 * What a line brings. Of a message or a tree with replies in it, those are here that have no fault and hang on none;
 * `names` are the ids of the others.
 */
export type Parsed = {
  messages: Incoming[];
  story: Story | undefined;
  summary?: Summary | undefined;
  faults: Fault[];
  names: string[];
  /** The whole file is of another form, so that there is no use in reading on. */
  isAll: boolean;
};

/** A text to summarise; its id is made from what it says. */
export type Story = { id: string; lang: string; text: string };

/** What one line brings: a message alone or with replies, a whole tree, or a story. Texts may have up to `textLimit` code points. */
export function parseLine({ number, text }: Line, textLimit: number): Parsed {
  if (text === undefined) return fault('it is not UTF-8');
  let value: unknown;
  try {
    value = readJson(text);
  } catch (error) {
    if (error instanceof NestedTooDeep) return fault(error.message);
    const hint = hintForText(text, number);
    return fault(hint?.reason ?? brokenJson(error), hint?.isAll);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return fault(hintForValue(value)?.reason ?? 'it is not a JSON object');
  if ('thread_id' in value) return fault('it is a thread; only trees and messages can be imported');
  const other = otherFormat(value);
  if (other === 'annotations')
    return fault(
      'it is from an export of annotations, which are taken with the release that has what they are about',
    );
  if (other)
    return fault(`it is from an export of ${other}, which cannot be imported; export trees or messages`);
  if ('message_tree_id' in value && !('message_id' in value)) return parseTree(value, number, textLimit);
  if ('message_id' in value || 'text' in value) return parseMessage(value, number, textLimit);
  if ('story' in value && 'summary' in value)
    return { messages: [], story: undefined, ...parseSummary(value, textLimit), names: [], isAll: false };
  if ('story' in value) return parseStory(value, textLimit);
  return fault('it has no text, message_id, message_tree_id or story, so it is no message, tree or story');
}

/** Formats that are made of messages, by columns that no message has. */
const others = {
  pairs: ['chosen', 'rejected'],
  kto: ['prompt', 'completion'],
  rankings: ['completions', 'completion_ids'],
  annotations: ['judgement_id', 'item_id'],
  sft: ['messages', 'message_ids'],
  prompts: ['prompt', 'prompt_labels'],
} as const;

function otherFormat(value: object): string | undefined {
  return Object.entries(others).find(([, columns]) => columns.every((column) => column in value))?.[0];
}

function fault(reason: string, isAll = false): Parsed {
  return { messages: [], story: undefined, faults: [{ reason }], names: [], isAll };
}

function parseMessage(value: object, line: number, textLimit: number): Parsed {
  const root = { value, path: [], parent: undefined };
  const title = nameIn(value).length > 0 ? undefined : 'this message';
  return { ...parseBranch(root, { line, title }, textLimit), story: undefined, isAll: false };
}

function parseStory(value: object, textLimit: number): Parsed {
  const { data, error } = StoryRecord.safeParse(value, { error: inPlainWords });
  const faults = error ? schemaFaults(error, []) : textFaults(data.story, textLimit, ['story']);
  const none = { messages: [], faults, names: [], isAll: false };
  if (!data || faults.length > 0) return { ...none, story: undefined };
  const { lang, story: text } = data;
  return { ...none, story: { id: idOf(`story of ${JSON.stringify([lang, text])}`), lang, text } };
}

function parseTree(value: object, line: number, textLimit: number): Parsed {
  const { data: tree, error } = TreeRecord.safeParse(value, { error: inPlainWords });
  if (!tree) {
    const names = nameIn(Reflect.get(value, 'prompt'));
    return { messages: [], story: undefined, faults: schemaFaults(error, []), names, isAll: false };
  }
  const prompt = typeof tree.prompt === 'string' ? unpacked(tree.prompt) : tree.prompt; // a text in tables
  const root = { value: prompt, path: ['prompt'], parent: undefined };
  const about = {
    line,
    tree: {
      name: tree.message_tree_id,
      state: tree.tree_state ?? undefined,
      origin: tree.origin ?? undefined,
      meta: treeMeta(value),
    },
  };
  return { ...parseBranch(root, about, textLimit), story: undefined, isAll: false };
}
