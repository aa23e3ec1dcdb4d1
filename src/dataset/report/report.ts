import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createDraw, type Draw } from '../../pictures/draw.ts';
import { openCollection } from '../collection.ts';
import { nothingWritten } from '../export/account.ts';
import { leftOutLine, nothingLeftOut } from '../export/left-out.ts';
import { writeToStream } from '../export/output.ts';
import { createProgress } from '../export/progress.ts';
import { createReading } from '../export/reading.ts';
import { DatasetError } from '../failures.ts';
import { fillFolder } from '../folder.ts';
import type { Surroundings } from '../surroundings.ts';
import { type ReportFigures, reportFigures } from './figures.ts';
import type { ReportOptions } from './options.ts';
import { reportPage } from './page.ts';
import { plotsOf } from './plots.ts';
import { REPORT, recognizeReport } from './recognize.ts';

/**
 * Works a report out, and writes it into a folder with its pictures, or to the standard output.
 * @throws DatasetError, StoreError; then no folder is left
 */
export async function runReport(
  options: ReportOptions,
  surroundings: Surroundings,
  draw: Draw = createDraw(),
): Promise<void> {
  const { asked, folder, force, json } = options;
  const { stdout, stderr, signal } = surroundings;
  let left = '';
  if (folder === undefined) {
    const report = await workOut(options, surroundings);
    left = report.left;
    const text = json
      ? jsonOf(report, asked)
      : reportPage(report.figures, { asked, left, pictures: new Set() });
    await writeToStream([text], stdout, signal);
  } else
    await fillFolder(folder, { force, recognize: recognizeReport }, async (partial) => {
      const report = await workOut(options, surroundings);
      left = report.left;
      const plots = plotsOf(report.figures);
      for (const [file, svg] of plots) await write(file, await draw(svg));
      await write(REPORT, jsonOf(report, asked));
      await write('README.md', reportPage(report.figures, { asked, left, pictures: new Set(plots.keys()) }));

      async function write(name: string, content: string | Uint8Array) {
        await writeFile(join(partial, name), content, { flag: 'wx', mode: 0o600, flush: true });
      }
    });
  stderr.write(left);
}

async function workOut({ place, choice }: ReportOptions, { stderr, now, signal }: Surroundings) {
  const db = await openCollection(place);
  const progress = createProgress(stderr, now);
  const [leftOut, leftOutSummaries] = [nothingLeftOut(), nothingLeftOut()];
  try {
    const source = { ...createReading(db), choice, leftOut, leftOutSummaries };
    const figures = await reportFigures(source, (seen) => {
      if (signal.aborted) throw new DatasetError('Stopped before the end.');
      progress.show({ ...nothingWritten(), ...seen });
    });
    const summaries = leftOutLine(leftOutSummaries, ['summary', 'summaries']);
    return { figures, left: `${leftOutLine(leftOut)}${summaries}` };
  } finally {
    progress.clear();
    await db.destroy();
  }
}

function jsonOf({ figures }: { figures: ReportFigures }, asked: ReportOptions['asked']) {
  return `${JSON.stringify({ asked, ...figures }, undefined, 2)}\n`;
}
