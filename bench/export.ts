import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { Db } from '../src/backend/db.ts';
import { nothingLeftOut } from '../src/dataset/export/left-out.ts';
import { exportLines } from '../src/dataset/export/lines.ts';
import { readExportOptions } from '../src/dataset/export/options.ts';
import { prepare } from './backend/prepare.ts';
import { ms, table, whole } from './support/table.ts';

/** What an export of each kind reads, which a bare read reads as well. */
const opinions = ['backend_labels', 'backend_emojis', 'backend_rankings', 'backend_places'];
const exports: readonly (readonly [args: string, tables: readonly string[]])[] = [
  ['--format messages', ['backend_messages']],
  ['--format trees', ['backend_messages']],
  ['--format pairs', ['backend_messages', 'backend_rankings', 'backend_places']],
  ['--format trees --labels --events', ['backend_messages', ...opinions]],
];

/** Exports of collections of several sizes, against reading the same rows and doing nothing with them. */
export async function exporting({ sizes }: { sizes: readonly number[] }): Promise<void> {
  for (const size of sizes) {
    const folder = await mkdtemp(join(tmpdir(), 'bench-'));
    try {
      const { built, database, db, close } = await prepare(folder, size);
      process.stdout.write(`${whole(built.messages)} messages\n\n${await measured(database, db)}\n`);
      await close();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
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
