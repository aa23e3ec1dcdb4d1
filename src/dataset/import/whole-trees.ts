import { DatasetError } from '../failures.ts';
import type { ImportOptions } from './options.ts';
import { parseLine } from './parse.ts';
import { factsOf } from './plan.ts';
import { type Rows, rowsOf } from './rows.ts';
import type { Source } from './source.ts';
import type { Survey } from './survey.ts';

/** All rows of a tree; the prompt's come first, and every message's after those of the message that it answers. */
export type WholeTree = { rootId: string; rows: Rows[] };

/**
 * Reads a surveyed source once more and gives each new tree as soon as it has been read to its end, so that
 * memory grows only with the trees that lie mixed with each other.
 * @throws DatasetError when it is not what was surveyed
 */
export async function* wholeTrees(
  source: Source,
  found: Survey,
  { arrival, textLimit }: Pick<ImportOptions, 'arrival' | 'textLimit'>,
  now: number,
): AsyncGenerator<WholeTree> {
  const unread = new Map([...found.trees.keys()].map((rootId) => [rootId, 0]));
  for (const { rootId } of found.places.values()) unread.set(rootId, (unread.get(rootId) ?? 0) + 1);
  const begun = new Map<string, Rows[]>();
  for await (const line of source.lines())
    for (const incoming of parseLine(line, textLimit).messages ?? []) {
      const place = found.places.get(incoming.id);
      const plan = place && found.trees.get(place.rootId);
      if (!plan || place.line !== incoming.line) continue; // the same id on another line is a fault
      const { rootId } = place;
      const rows = begun.get(rootId) ?? [];
      rows.push(rowsOf(incoming, { ...place, plan, facts: factsOf(incoming, arrival) }, now));
      begun.set(rootId, rows);
      if (rows.length < (unread.get(rootId) ?? 0)) continue;
      begun.delete(rootId);
      unread.delete(rootId);
      yield { rootId, rows: rows.sort((a, b) => a.message.depth - b.message.depth) };
    }
  if (unread.size > 0) throw new DatasetError(`${source.name} has changed while it was read.`);
}
