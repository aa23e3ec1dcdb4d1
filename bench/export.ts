import { writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { Db } from '../src/backend/db.ts';
import { nothingLeftOut } from '../src/dataset/export/left-out.ts';
import { exportLines } from '../src/dataset/export/lines.ts';
import { readExportOptions } from '../src/dataset/export/options.ts';
import { createReading } from '../src/dataset/export/reading.ts';
import { reportFigures } from '../src/dataset/report/figures.ts';
import { readReportOptions } from '../src/dataset/report/options.ts';
import { prepare } from './backend/prepare.ts';
import { besideExports } from './busy.ts';
import { releaseFrom } from './support/release-process.ts';
import { ms, table, whole } from './support/table.ts';

/** What an export of each kind reads, which a bare read reads as well. */
const opinions = ['backend_labels', 'backend_emojis', 'backend_rankings', 'backend_places'];
const exports: readonly (readonly [args: string, tables: readonly string[]])[] = [
  ['--format messages', ['backend_messages']],
  ['--format trees', ['backend_messages']],
  ['--format pairs', ['backend_messages', 'backend_rankings', 'backend_places']],
  ['--format trees --labels --events', ['backend_messages', ...opinions]],
];

/**
 * Exports of collections of several sizes, against reading the same rows and doing nothing with them. What is built stays in the
 * folder `keep`, if one is given, and is taken from there the next time.
 */
export async function exporting({ sizes, keep }: { sizes: readonly number[]; keep?: string | undefined }) {
  for (const size of sizes) {
    const folder = keep === undefined ? await mkdtemp(join(tmpdir(), 'bench-')) : await kept(keep, size);
    try {
      const { built, database, db, close } = await prepare(folder, size);
      const there = `${whole(built.messages)} messages, there after ${ms(built.ms)}`;
      process.stdout.write(`${there}\n\n${await measured(database, db)}\n`);
      process.stdout.write(`${await releasing(database, folder)}\n`);
      process.stdout.write(`${await reporting(database, db)}\n`);
      await close();
      process.stdout.write(`${await besideExports(folder)}\n`);
    } finally {
      for (const name of keep === undefined ? ['.'] : made)
        await rm(join(folder, name), { recursive: true, force: true });
    }
  }
}

/** What is written beside a collection. */
const made = ['release', 'beside', 'bare'];

async function kept(keep: string, size: number): Promise<string> {
  const folder = join(keep, String(size));
  await mkdir(folder, { recursive: true });
  return folder;
}

async function measured(database: DatabaseSync, db: Db) {
  const rows: string[][] = [];
  for (const [args, tables] of exports) {
    const bare = timed(() => readAll(database, tables));
    const begun = performance.now();
    const { lines, bytes } = await exportAll(db, args);
    const spent = performance.now() - begun;
    const ratio = `× ${(spent / bare).toFixed(1)}`;
    rows.push([args, whole(lines), `${(bytes / 1e6).toFixed(0)} MB`, ms(spent), ms(bare), ratio]);
  }
  return table(['export', 'lines', 'written', 'took', 'bare read', 'ratio'], rows);
}

/** A release of everything, against reading the same rows and writing as many bytes once. */
async function releasing(database: DatabaseSync, folder: string) {
  const to = join(folder, 'release');
  const { tookMs: spent, cpuMs, peak } = await releaseFrom(folder, to);
  const sizes = await sizesIn(to);
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  const tables = [
    'backend_messages',
    'backend_labels',
    'backend_emojis',
    'backend_rankings',
    'backend_places',
  ];
  const bare = timed(() => {
    readAll(database, tables);
    for (const size of sizes) writeFileSync(join(folder, 'bare'), Buffer.alloc(size));
  });
  const cells = [`${(bytes / 1e6).toFixed(0)} MB`, ms(spent), ms(cpuMs), `${peak.toFixed(0)} MB`, ms(bare)];
  return table(
    ['release', 'took', 'processor', 'peak memory', 'bare read and write', 'ratio'],
    [[...cells, `× ${(spent / bare).toFixed(1)}`]],
  );
}

/** A report on everything, against reading the same rows. */
async function reporting(database: DatabaseSync, db: Db) {
  const { choice } = readReportOptions([], {});
  const [leftOut, leftOutSummaries] = [nothingLeftOut(), nothingLeftOut()];
  const [begun, before] = [performance.now(), process.cpuUsage()];
  await reportFigures({ ...createReading(db), choice, leftOut, leftOutSummaries }, () => {});
  const spent = performance.now() - begun;
  const { user, system } = process.cpuUsage(before);
  const tables = ['backend_messages', ...opinions, 'backend_tasks'];
  const bare = timed(() => readAll(database, tables));
  return table(
    ['report', 'processor', 'bare read', 'ratio'],
    [[ms(spent), ms((user + system) / 1e3), ms(bare), `× ${(spent / bare).toFixed(1)}`]],
  );
}

async function sizesIn(folder: string): Promise<number[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = found.filter((one) => one.isFile());
  return await Promise.all(files.map(async (one) => (await stat(join(one.parentPath, one.name))).size));
}

function readAll(database: DatabaseSync, tables: readonly string[]) {
  for (const name of tables) for (const _ of database.prepare(`select * from ${name}`).iterate());
}

function timed(work: () => void): number {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}

async function exportAll(db: Db, args: string) {
  const { wish } = readExportOptions([...args.split(' '), '--state', 'all'], {});
  const total = { lines: 0, bytes: 0 };
  const account = {
    note(written: { lines: number } | { summaries: number }) {
      if ('lines' in written) total.lines = written.lines;
    },
    leftOut: nothingLeftOut(),
  };
  for await (const chunk of exportLines(db, wish, account)) total.bytes += Buffer.byteLength(chunk);
  return total;
}
