import { nothingLeftOut } from '../../../../src/dataset/export/left-out.ts';
import { createReading } from '../../../../src/dataset/export/reading.ts';
import { type ReportFigures, reportFigures } from '../../../../src/dataset/report/figures.ts';
import { readReportOptions } from '../../../../src/dataset/report/options.ts';
import type { Db } from '../../support/text.ts';

/** The figures that the command has for these options. */
export async function reported(db: Db, ...args: readonly string[]): Promise<ReportFigures> {
  const { choice } = readReportOptions(args, {});
  const [leftOut, leftOutSummaries] = [nothingLeftOut(), nothingLeftOut()];
  return await reportFigures({ ...createReading(db), choice, leftOut, leftOutSummaries }, () => {});
}
