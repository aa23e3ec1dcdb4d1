import type { Db } from '../../backend/db.ts';
import { nothingLeftOut } from '../export/left-out.ts';
import type { ExportRequest } from '../export/lines.ts';
import { createReading } from '../export/reading.ts';
import { DatasetError } from '../failures.ts';
import { type ReportFigures, reportFigures } from '../report/figures.ts';

/**
 * The figures of a report on what a release chooses: of its messages, else of its first format.
 * @throws DatasetError when it is stopped
 */
export async function releaseFigures(
  db: Db,
  wishes: readonly ExportRequest[],
  signal: AbortSignal,
): Promise<ReportFigures | undefined> {
  const wish = wishes.find(({ format }) => format === 'messages') ?? wishes[0];
  if (!wish) return undefined;
  const [leftOut, leftOutSummaries] = [nothingLeftOut(), nothingLeftOut()]; // told of every format already
  const source = { ...createReading(db), choice: wish.choice, leftOut, leftOutSummaries };
  return await reportFigures(source, () => {
    if (signal.aborted) throw new DatasetError('Stopped before the end.');
  });
}
