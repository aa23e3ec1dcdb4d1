import { DatasetError } from '../failures.ts';
import type { AdditionPlan } from './additions.ts';
import { parseLine } from './parse.ts';
import { factsOf } from './plan.ts';
import { type Rows, rowsOf } from './rows.ts';
import { withPositions } from './sibling-positions.ts';
import type { Source } from './source.ts';
import type { ImportRules, Survey } from './survey.ts';
import { withAnnotations } from './with-annotations.ts';

/**
 * All new rows of a tree; the prompt's come first, and every message's after those of the message that it answers. With
 * `addition` the tree is here, and these are replies for it.
 */
export type WholeTree = { rootId: string; rows: Rows[]; addition: AdditionPlan | undefined };

/**
 * Reads a surveyed source once more and gives each new tree as soon as it has been read to its end, so that
 * memory grows only with the trees that lie mixed with each other.
 * @throws DatasetError when it is not what was surveyed
 */
export async function* wholeTrees(
  source: Source,
  found: Survey,
  {
    arrival,
    textLimit,
    campaignId = null,
  }: Pick<ImportRules, 'arrival' | 'textLimit'> & {
    campaignId?: string | null | undefined;
  },
  now: number,
): AsyncGenerator<WholeTree> {
  const unread = new Map([...found.trees.keys(), ...found.additions.keys()].map((rootId) => [rootId, 0]));
  for (const { rootId } of found.places.values()) unread.set(rootId, (unread.get(rootId) ?? 0) + 1);
  const begun = new Map<string, Map<string, Rows>>();
  for await (const line of source.lines())
    for (const incoming of parseLine(line, textLimit).messages) {
      const place = found.places.get(incoming.id);
      const addition = place && found.additions.get(place.rootId);
      const plan = place && (found.trees.get(place.rootId) ?? addition);
      if (!plan || place.line !== incoming.line) continue; // the same id on another line is a fault
      const { rootId } = place;
      const rows = begun.get(rootId) ?? new Map<string, Rows>();
      begun.set(rootId, rows);
      if (rows.has(incoming.id)) continue; // twice on one line is one as well
      const position = { ...place, plan, facts: factsOf(incoming, arrival), campaignId };
      rows.set(incoming.id, rowsOf(withAnnotations(incoming, source), position, now));
      if (rows.size < (unread.get(rootId) ?? 0)) continue;
      begun.delete(rootId);
      unread.delete(rootId);
      const inOrder = withPositions([...rows.values()]).sort((a, b) => a.message.depth - b.message.depth);
      yield { rootId, rows: inOrder, addition };
    }
  if (unread.size > 0) throw new DatasetError(`${source.name} has changed while it was read.`);
}
