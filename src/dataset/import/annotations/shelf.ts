import { openScratch } from '../../../store/scratch.ts';
import { DatasetError } from '../../failures.ts';
import { parsedJson } from '../../json-line.ts';
import { inPlainWords } from '../in-plain-words.ts';
import type { Line } from '../lines.ts';
import { Annotation } from './annotation.ts';

/** The annotations of a release by what they are about. */
export type Shelf = {
  /**
   * Those of a message or summary with this name, in their order: of a ranking all places, with the message whose replies
   * were ranked, or with each of the prompts.
   */
  of(name: string): Annotation[];
  /** How many there are with each name. */
  counts(): Iterable<{ name: string; count: number }>;
  close(): void;
};

type File = { name: string; lines(): AsyncIterable<Line> };

/**
 * Reads annotations into a temporary file, where they are found by name.
 * @throws DatasetError that names the line that is none
 */
export async function shelve(files: readonly File[]): Promise<Shelf> {
  const scratch = openScratch();
  try {
    scratch.exec('create table annotation (name text, ballot text, json text); begin');
    const add = scratch.prepare('insert into annotation values (?, ?, ?)');
    for (const file of files)
      for await (const { number, text } of file.lines()) {
        const line = annotationIn(text, `${file.name}:${number}`);
        const { item_id, parent_id, kind, judgement_id } = line;
        const ballot = kind === 'ranking' && parent_id === null ? judgement_id : null;
        add.run(parent_id ?? item_id, ballot, JSON.stringify(line));
      }
    scratch.exec(`commit;
      create index by_name on annotation (name);
      create index by_ballot on annotation (ballot) where ballot is not null`);
  } catch (error) {
    scratch.close();
    throw error;
  }
  const own = scratch.prepare('select json from annotation where name = ? and ballot is null order by rowid');
  const ballots = scratch.prepare(`select json from annotation where ballot in
    (select ballot from annotation where name = ?) order by ballot, rowid`);
  const counted = scratch.prepare('select name, count(*) as count from annotation group by name');
  return {
    of: (name) =>
      [...own.all(name), ...ballots.all(name)].map(({ json }) => Annotation.parse(JSON.parse(String(json)))),
    *counts() {
      for (const { name, count } of counted.iterate()) yield { name: String(name), count: Number(count) };
    },
    close: () => scratch.close(),
  };
}

function annotationIn(text: string | undefined, where: string): Annotation {
  const { data, error } = Annotation.safeParse(text === undefined ? undefined : parsedJson(text), {
    error: inPlainWords,
  });
  if (data) return data;
  const [issue] = error.issues;
  throw new DatasetError(
    `${where}: ${issue?.path.join('.') || 'it'} ${issue?.message}. Nothing was imported.`,
  );
}
