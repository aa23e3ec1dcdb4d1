import { bySiblingOrder } from '../sibling-order.ts';
import type { Rows } from './rows.ts';

/**
 * The rows of a tree with their places among their siblings in the file, where ranks and dates do not tell the order. A
 * rank comes first in any case.
 */
export function withPositions(rows: readonly Rows[]): Rows[] {
  const positions = new Map<string, number>();
  for (const siblings of Map.groupBy(rows, ({ message }) => message.parent_id).values()) {
    const inFile = siblings.map(({ message: { id, text, rank, created_at } }) => ({
      id,
      text,
      rank: rank ?? undefined,
      createdAt: Number(created_at),
      position: undefined,
    }));
    const byDates = inFile.toSorted(bySiblingOrder);
    if (byDates.some(({ id }, place) => inFile[place]?.id !== id))
      for (const [place, { id }] of inFile.entries()) positions.set(id, place);
  }
  return rows.map((row) => ({
    ...row,
    imported: { ...row.imported, position: positions.get(row.message.id) ?? null },
  }));
}
