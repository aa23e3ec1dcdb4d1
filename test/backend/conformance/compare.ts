import { z } from 'zod';
import type { Reply } from '../support/backend.ts';
import type { Exchange } from './record.ts';

/** The OASST code of an error body. */
export function codeOf(body: unknown): number | undefined {
  return z.object({ error_code: z.number() }).safeParse(body).data?.error_code;
}

// What two backends must say alike about the same thing; ids, dates and counts of a whole collection differ.
const meant = new Set([
  'state',
  'active',
  'type',
  'mode',
  'disposition',
  'valid_labels',
  'mandatory_labels',
  'review_result',
  'deleted',
  'edited',
  'enabled',
  'show_on_leaderboard',
  'notes',
  'is_assistant',
  'lang',
  'time_frame',
  'widget',
  'sort_key',
  'order',
  'reveal_synthetic',
  'user_is_author',
  'processed',
]);

/**
 * How an answer differs from the recorded one: status, error code, the names of fields, whether they are null and of
 * what type, and the values that must be the same. Empty when it does not.
 */
export function differences({ response }: Exchange, reply: Reply): string[] {
  if (reply.status !== response.status) return [`status ${reply.status}, recorded ${response.status}`];
  const [mine, theirs] = [codeOf(reply.body), codeOf(response.body)];
  if (mine !== theirs) return [`code ${mine}, recorded ${theirs}`];
  if (response.status === 422) return faultDifferences(reply.body, response.body);
  const fields = fieldDifferences(outline(reply.body ?? null), outline(response.body ?? null));
  return [...fields, ...countDifferences(reply.body, response.body)];
}

/** Where a fault lies and how it is worded is the validator's own business; that it names one is the protocol's. */
function faultDifferences(mine: unknown, theirs: unknown) {
  const Faults = z.object({
    detail: z.array(z.object({ loc: z.array(z.unknown()), msg: z.string(), type: z.string() })).min(1),
  });
  return Faults.safeParse(mine).success === Faults.safeParse(theirs).success
    ? []
    : ['another shape of faults'];
}

// texts that whoever recorded it made up by the dozen
const madeUp = / number \d+ in the tree$/;

const Counts = z.object({ random: z.number() }).catchall(z.number());

/** How many tasks there are depends on the whole collection; whether there are any is compared. */
function countDifferences(mine: unknown, theirs: unknown): string[] {
  const [ours, their] = [Counts.safeParse(mine).data, Counts.safeParse(theirs).data];
  if (!ours || !their) return [];
  const some = (count: number | undefined) => ((count ?? 0) > 0 ? 'some' : 'none');
  return Object.keys(their)
    .filter((type) => some(ours[type]) !== some(their[type]))
    .map((type) => `${some(ours[type])} of ${type}, recorded ${some(their[type])}`);
}

/** What is known of each field: the types it had, and its values where they matter. */
type Outline = Map<string, { kinds: Set<string>; values: Set<string> }>;

function outline(value: unknown): Outline {
  const found: Outline = new Map();
  walk(value, '', '', found);
  return found;
}

function walk(value: unknown, path: string, key: string, found: Outline) {
  const known = found.get(path) ?? { kinds: new Set(), values: new Set() };
  found.set(path, known);
  known.kinds.add(kindOf(value));
  if (
    (meant.has(key) || isOwnText(value, path)) &&
    (typeof value !== 'object' || value === null || isTexts(value))
  )
    known.values.add(JSON.stringify(value));
  if (Array.isArray(value)) for (const item of value) walk(item, `${path}[]`, key, found);
  else if (typeof value === 'object' && value !== null && !isCounts(key))
    for (const [name, child] of Object.entries(value)) walk(child, `${path}.${name}`, name, found);
}

function fieldDifferences(mine: Outline, theirs: Outline): string[] {
  return [...new Set([...mine.keys(), ...theirs.keys()])].flatMap((path) => {
    const [ours, their] = [mine.get(path), theirs.get(path)];
    if (!ours || !their) {
      if (isBelowEmptyList(path, ours ? theirs : mine)) return [];
      return [ours ? `${path} is not recorded` : `${path} is missing`];
    }
    if (ours.kinds.isDisjointFrom(their.kinds))
      return [`${path} is ${[...ours.kinds]}, recorded ${[...their.kinds]}`];
    if (ours.values.size > 0 && their.values.size > 0 && ours.values.isDisjointFrom(their.values))
      return [`${path} is ${[...ours.values]}, recorded ${[...their.values]}`];
    return [];
  });
}

/** Nothing can be said about the items of a list that has none, nor about the fields of what is null. */
function isBelowEmptyList(path: string, other: Outline) {
  const steps = [...path.matchAll(/\[\]|\.[^.[]+/g)];
  return steps.some(({ index, 0: step }) => {
    const parent = other.get(path.slice(0, index));
    if (!parent) return false;
    return step === '[]'
      ? parent.kinds.has('array') && !other.has(path.slice(0, index + 2))
      : onlyNull(parent.kinds);
  });
}

function onlyNull(kinds: ReadonlySet<string>) {
  return kinds.has('null') && kinds.size === 1;
}

function kindOf(value: unknown) {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function isTexts(value: unknown) {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isOwnText(value: unknown, path: string) {
  return path === '.text' && typeof value === 'string' && !madeUp.test(value);
}

/** Maps of what there happens to be. */
function isCounts(key: string) {
  return key === 'emojis' || key === 'active_by_lang' || key === 'state_counts' || key === 'stats';
}
