import { createHash } from 'node:crypto';
import { openScratch } from '../../store/scratch.ts';
import { type Tombstone, tombstoneOf } from './tombstones.ts';

/** The formats whose lines are texts that may be deleted, and the column of their ids. */
const texts = { messages: 'message_id', summaries: 'summary_id' } as const;
const kinds = { messages: 'message', summaries: 'summary' } as const;
export type TextFormat = keyof typeof texts;

/** How the texts of two releases differ. */
export type Differences = Record<'added' | 'changed' | 'deleted' | 'notChosen', number>;

/** What two releases have, kept in a file of its own for as long as they are compared: there may be millions. */
export type Ledger = {
  before(format: TextFormat, row: object, line: string): void;
  now(format: TextFormat, row: object, line: string): void;
  /** Something that was deleted before the earlier release. */
  gone(tombstone: Tombstone): void;
  /** Something that the collection still has, whether it is chosen or not, by its id in the release. */
  alive(format: TextFormat, id: string): void;
  differences(format: TextFormat): Differences;
  /** All that was deleted, in the order of the hashes. */
  tombstones(): Iterable<Tombstone>;
  close(): void;
};

/** Nothing is known yet. */
export function createLedger(): Ledger {
  const db = openScratch();
  db.exec(`
    begin;
    create table text (format text, id text, earlier blob, later blob, alive integer default 0, primary key (format, id)) without rowid;
    create table gone (kind text, sha256 text, primary key (sha256, kind)) without rowid;
  `);
  const earlier = db.prepare(
    'insert into text (format, id, earlier) values (?, ?, ?) on conflict do update set earlier = excluded.earlier',
  );
  const later = db.prepare(
    'insert into text (format, id, later) values (?, ?, ?) on conflict do update set later = excluded.later',
  );
  const living = db.prepare('update text set alive = 1 where format = ? and id = ?');
  const entomb = db.prepare('insert into gone (kind, sha256) values (?, ?) on conflict do nothing');
  const lost = 'earlier is not null and later is null';
  const count = (format: TextFormat, condition: string) =>
    Number(
      db.prepare(`select count(*) as n from text where format = ? and ${condition}`).get(format)?.n ?? 0,
    );
  return {
    before: (format, row, line) => void earlier.run(format, idIn(format, row), hashOf(line)),
    now: (format, row, line) => void later.run(format, idIn(format, row), hashOf(line)),
    gone: ({ kind, sha256 }) => void entomb.run(kind, sha256),
    alive: (format, id) => void living.run(format, id),
    differences: (format) => ({
      added: count(format, 'earlier is null and later is not null'),
      changed: count(format, 'earlier <> later'),
      deleted: count(format, `${lost} and alive = 0`),
      notChosen: count(format, `${lost} and alive = 1`),
    }),
    *tombstones() {
      for (const [format, kind] of entries(kinds)) {
        const rows = db.prepare(`select id from text where format = ? and ${lost} and alive = 0`);
        for (const { id } of rows.iterate(format)) entomb.run(kind, tombstoneOf(kind, String(id)).sha256);
        // what is here again was not deleted
        const here = db.prepare('select id from text where format = ? and later is not null');
        const back = db.prepare('delete from gone where kind = ? and sha256 = ?');
        for (const { id } of here.iterate(format)) back.run(kind, tombstoneOf(kind, String(id)).sha256);
      }
      for (const { kind, sha256 } of db
        .prepare('select kind, sha256 from gone order by sha256, kind')
        .iterate())
        yield { kind: kind === 'summary' ? 'summary' : 'message', sha256: String(sha256) };
    },
    close: () => db.close(),
  };
}

function idIn(format: TextFormat, row: object): string {
  return String(Reflect.get(row, texts[format]));
}

function hashOf(line: string): Uint8Array {
  return createHash('sha256').update(line.trimEnd()).digest().subarray(0, 16);
}

function entries<T extends object>(table: T) {
  return Object.entries(table) as [keyof T, T[keyof T]][]; // a closed object
}
