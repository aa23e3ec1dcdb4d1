import { z } from 'zod';
import { codes } from '../../oasst/errors.ts';
import { Id } from '../../oasst/protocol.ts';
import { beyond, type Place } from '../../store/beyond.ts';
import { wireDate } from '../dates.ts';
import { RequestError } from '../errors.ts';
import { most, Switch } from '../fields.ts';

/** Where a page begins or ends: an item's key and, among equal keys, its id. */
export type Mark = Place<string>;

/** Which stretch of a list to read: beyond `above`, short of `below`, at most `limit` items. */
export type Stretch = { above: Mark | undefined; below: Mark | undefined; limit: number; desc: boolean };

/** The query of every list that comes in pages; cursors are `id$key`, from the page before. */
export function pageQuery(longest: number, standard: number) {
  return {
    before: z.string().optional(),
    after: z.string().optional(),
    max_count: most(longest, standard),
    desc: Switch.default(false),
  };
}
export type PageQuery = {
  before?: string | undefined;
  after?: string | undefined;
  max_count: number;
  desc: boolean;
};

/**
 * One page of a list, in the reference's terms: `after` leads on in the order asked for, `before` leads back.
 * @throws RequestError (400, 101) for a cursor that is none
 */
export async function readListPage<T>(
  { before, after, max_count, desc }: PageQuery,
  read: (stretch: Stretch) => Promise<T[]>,
  markOf: (item: T) => Mark,
) {
  const [onward, back] = [markFrom(after), markFrom(before)];
  const backwards = back !== undefined && onward === undefined;
  const rows = await read({
    above: desc ? back : onward,
    below: desc ? onward : back,
    limit: max_count + 1,
    desc: desc !== backwards,
  });
  const more = rows.length > max_count;
  const items = backwards ? rows.slice(0, max_count).reverse() : rows.slice(0, max_count);
  const [first, last] = [items[0], items.at(-1)];
  return {
    prev: first !== undefined && (onward || (more && back)) ? cursor(markOf(first)) : null,
    next: last !== undefined && (back || more) ? cursor(markOf(last)) : null,
    items,
    order: desc ? ('desc' as const) : ('asc' as const),
  };
}

/** The key of a moment, as cursors have it. */
export function momentKey(ms: number): string {
  return wireDate(ms);
}

/**
 * The bounds of a stretch of a list by a moment and then by id, as conditions.
 * @throws RequestError (400, 101) for a mark that names no moment
 */
export function within({ above, below }: Stretch, columns: { key: string; id: string }) {
  return [
    ...(above ? [beyond(columns, '>', { ...above, key: keyMoment(above.key) })] : []),
    ...(below ? [beyond(columns, '<', { ...below, key: keyMoment(below.key) })] : []),
  ];
}

/** @throws RequestError (400, 101) */
function keyMoment(key: string): number {
  const ms = Date.parse(key);
  if (Number.isNaN(ms)) throw invalid();
  return ms;
}

function cursor({ id, key }: Mark) {
  return `${id}$${key}`;
}

function markFrom(text: string | undefined): Mark | undefined {
  if (text === undefined || text === '') return undefined;
  const at = text.indexOf('$');
  const id = Id.safeParse(text.slice(0, at)).data;
  if (at < 0 || id === undefined) throw invalid();
  return { id: id.toLowerCase(), key: text.slice(at + 1) };
}

function invalid() {
  return new RequestError(400, codes.invalidCursor, 'Invalid cursor value');
}
