import { openCollection } from '../collection.ts';
import type { Place } from '../command-line.ts';
import type { ExportFilter } from '../export/choice.ts';
import { nothingLeftOut } from '../export/left-out.ts';
import type { ExportRequest } from '../export/lines.ts';
import { createReading } from '../export/reading.ts';
import { type ReportFigures, reportFigures } from '../report/figures.ts';
import { openThread, type Thread } from '../thread.ts';

/** Of which collection the figures are, and of what in it. */
export type FiguresWish = { place: Place; choice: ExportFilter };

/**
 * Begins to work out the figures of a report on what a release chooses: of its messages, else of its first format. It goes
 * through the collection by itself, in a thread of its own.
 */
export function openFigures(
  place: Place,
  wishes: readonly ExportRequest[],
  signal: AbortSignal,
): Thread<ReportFigures> | undefined {
  const wish = wishes.find(({ format }) => format === 'messages') ?? wishes[0];
  if (!wish) return undefined;
  return openThread('release/figures-worker', { place, choice: wish.choice } satisfies FiguresWish, signal);
}

/**
 * The figures.
 * @throws DatasetError, StoreError when the collection cannot be read
 */
export async function figuresOf({ place, choice }: FiguresWish): Promise<ReportFigures> {
  const db = await openCollection(place);
  try {
    const [leftOut, leftOutSummaries] = [nothingLeftOut(), nothingLeftOut()]; // told of every format already
    return await reportFigures({ ...createReading(db), choice, leftOut, leftOutSummaries }, () => {});
  } finally {
    await db.destroy();
  }
}
