import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { allKinds, defaults, type Settings } from '../../../src/backend/settings/settings.ts';
import { treeStates } from '../../../src/backend/trees/tables.ts';
import type { Filters } from '../../../src/dataset/export/bar.ts';
import type { ExportFilter } from '../../../src/dataset/export/choice.ts';
import type { FormatName } from '../../../src/dataset/export/formats/index.ts';
import { type LeftOut, nothingLeftOut } from '../../../src/dataset/export/left-out.ts';
import { exportLines } from '../../../src/dataset/export/lines.ts';
import type { Shape } from '../../../src/dataset/export/shape.ts';
import { fileSource } from '../../../src/dataset/import/source.ts';
import { store } from '../../../src/dataset/import/store-slices.ts';
import { storeStories } from '../../../src/dataset/import/stories.ts';
import { storeSummaries } from '../../../src/dataset/import/summaries.ts';
import { type Survey, survey } from '../../../src/dataset/import/survey.ts';
import { wholeTrees } from '../../../src/dataset/import/whole-trees.ts';
import type { Arrival } from '../../../src/imports.ts';
import type { Schema } from '../../../src/store/schema.ts';
import { freshFolder } from '../../support/folder.ts';

export type Db = Kysely<Schema>;

const NOW = Date.UTC(2026, 5, 1);

/** The rules of the backend that the bot brings along. */
export const importSettings: Settings = { ...defaults, ...allKinds };

/** Every message is taken. */
export const noFilters: Filters = { min: new Map(), max: new Map(), people: undefined, models: undefined };

/** Everything there is, with everything that is known of it. */
export const everything: ExportFilter = {
  langs: undefined,
  campaigns: undefined,
  states: treeStates,
  since: undefined,
  until: undefined,
  deleted: 'yes',
  unaccepted: 'yes',
  synthetic: 'yes',
  warnings: 'yes',
  samples: true,
  filters: noFilters,
  labels: true,
  emojis: true,
  events: true,
};

/** What an export without options takes. */
export const usual: ExportFilter = {
  ...everything,
  states: ['ready_for_export'],
  deleted: 'no',
  unaccepted: 'no',
  synthetic: 'no',
  samples: false,
  labels: false,
  events: false,
};

/** What is made of it without options, with a key of its own. */
export const usualShape: Shape = {
  pairs: 'final',
  between: ['assistant'],
  minMargin: undefined,
  paths: 'best',
  topK: undefined,
  rankBy: 'people',
  key: 'a key',
};

/** The whole text of an export. */
export async function exported(
  db: Db,
  choice: Partial<ExportFilter> = {},
  {
    format = 'trees',
    salt,
    leftOut = nothingLeftOut(),
    ...shape
  }: { format?: FormatName; salt?: string; leftOut?: LeftOut } & Partial<Shape> = {},
): Promise<string> {
  const wish = {
    format,
    salt,
    split: undefined,
    choice: { ...usual, ...choice },
    shape: { ...usualShape, ...shape },
  };
  return (await Array.fromAsync(exportLines(db, wish, { note() {}, leftOut }))).join('');
}

/** Imports a text as `import` does: nothing if there is a fault, unless bad lines are to be skipped. */
export async function imported(
  db: Db,
  text: string | Uint8Array,
  {
    arrival = 'file',
    skipBad = false,
    textLimit = 2_000,
    settings = importSettings,
  }: { arrival?: Arrival; skipBad?: boolean; textLimit?: number; settings?: Settings } = {},
): Promise<Survey> {
  const file = join(await freshFolder(), 'import.jsonl');
  await writeFile(file, text);
  const source = fileSource(file);
  const found = await survey(db, source, { arrival, textLimit, settings });
  if (found.faults.length === 0 || skipBad) {
    const trees = wholeTrees(source, found, { arrival, textLimit }, NOW);
    await store(db, trees, { settings, now: NOW }, async () => {});
    await storeStories(db, source, { ids: found.stories, textLimit, now: NOW });
    await storeSummaries(db, source, { ids: found.summaries, textLimit, now: NOW });
  }
  return found;
}

/** The lines of an export as objects. */
export function parsed(text: string): Record<string, unknown>[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}
