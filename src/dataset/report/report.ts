import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Db } from '../../backend/db.ts';
import { createDraw, type Draw } from '../../pictures/draw.ts';
import { clearDeadFiles } from '../../store/clear-unfinished.ts';
import { createUnfinished } from '../../store/unfinished.ts';
import { forTerminal } from '../../terminal.ts';
import { openCollection } from '../collection.ts';
import { count } from '../counting.ts';
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

const PAGE = 'README.md';

/**
 * Works a report out, and writes it into a folder with its pictures, or to the standard output.
 * @throws DatasetError, StoreError; then no folder is left
 */
export async function runReport(
  options: ReportOptions,
  surroundings: Surroundings,
  draw: Draw = createDraw(),
): Promise<void> {
  const { place, folder } = options;
  const db = await openCollection(place);
  try {
    if (folder === undefined) await print(db, options, surroundings);
    else await fill(db, folder, options, { surroundings, draw });
  } finally {
    await db.destroy();
  }
}

async function print(db: Db, options: ReportOptions, surroundings: Surroundings) {
  const { asked, json } = options;
  const report = await workOut(db, options, surroundings);
  const { figures, left } = report;
  const text = json ? jsonOf(report, asked) : reportPage(figures, { asked, left, pictures: new Set() });
  await writeToStream([text], surroundings.stdout, surroundings.signal);
  surroundings.stderr.write(left);
}

async function fill(
  db: Db,
  folder: string,
  options: ReportOptions,
  { surroundings, draw }: { surroundings: Surroundings; draw: Draw },
) {
  const { asked, force } = options;
  await clearDeadFiles(db);
  const ways = { force, recognize: recognizeReport, unfinished: createUnfinished(db) };
  let said = '';
  await fillFolder(folder, ways, async (partial) => {
    const report = await workOut(db, options, surroundings);
    const { figures, left } = report;
    const plots = plotsOf(figures);
    for (const [file, svg] of plots) await write(file, await draw(svg));
    await write(REPORT, jsonOf(report, asked));
    await write(PAGE, reportPage(figures, { asked, left, pictures: new Set(plots.keys()) }));
    said = `${writtenLine(folder, figures, plots.size)}\n${left}`;

    async function write(name: string, content: string | Uint8Array) {
      await writeFile(join(partial, name), content, { flag: 'wx', mode: 0o600, flush: true });
    }
  });
  surroundings.stderr.write(said);
}

/** Of what it is, and which files are where. */
function writtenLine(folder: string, { counts: { trees, messages } }: ReportFigures, pictures: number) {
  const files = `${PAGE}, ${REPORT} and ${count(pictures, 'picture')}`;
  const of = `${count(trees, 'tree')}, ${count(messages, 'message')}`;
  return `Reported on ${of}: ${files} are in ${forTerminal(folder)}.`;
}

async function workOut(db: Db, { choice }: ReportOptions, { stderr, now, signal }: Surroundings) {
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
  }
}

function jsonOf({ figures }: { figures: ReportFigures }, asked: ReportOptions['asked']) {
  return `${JSON.stringify({ asked, ...figures }, undefined, 2)}\n`;
}
