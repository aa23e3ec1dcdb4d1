import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openCollection } from '../collection.ts';
import { writeToFiles } from '../export/output.ts';
import { createProgress } from '../export/progress.ts';
import { fillFolder } from '../folder.ts';
import { rulesNow, rulesOfPlace } from '../import/rules-of-place.ts';
import { jsonLine } from '../json-line.ts';
import { MANIFEST, manifestOf, readManifest } from '../layout/manifest.ts';
import { naming } from '../names.ts';
import type { Surroundings } from '../surroundings.ts';
import { tellAlive } from './alive.ts';
import { datasetCard } from './card.ts';
import { CHANGES, changesPage } from './changes.ts';
import { consentVersions } from './consents.ts';
import { FIGURES, releaseFigures } from './figures.ts';
import { sidesOf } from './format-files.ts';
import { createLedger } from './ledger.ts';
import type { ReleaseOptions } from './options.ts';
import { enterPrevious } from './previous.ts';
import { TOMBSTONES } from './tombstones.ts';
import { writeData } from './write-data.ts';

/**
 * Writes a release into a folder. The same data make the same bytes.
 * @throws DatasetError, StoreError, SettingsError; then no folder is left
 */
export async function runRelease(options: ReleaseOptions, surroundings: Surroundings): Promise<void> {
  const { stderr, now, signal } = surroundings;
  const { previous } = options;
  const names = naming(options.wishes[0]?.salt);
  const mark = names.message('');
  const rules = await rulesOfPlace(options.place);
  const db = await openCollection(options.place);
  const ledger = createLedger();
  const progress = createProgress(stderr, now);
  try {
    await fillFolder(options.folder, { force: options.force, recognize: readManifest }, async (folder) => {
      const before = previous === undefined ? undefined : await enterPrevious(previous, mark, ledger);
      const { contents, said } = await writeData(db, options, {
        folder,
        ledger,
        signal,
        show: progress.show,
      });
      const sides = sidesOf({ split: options.wishes[0]?.split });
      const manifest = manifestOf({
        asked: options.asked,
        mark,
        sides: [...sides],
        lines: Object.fromEntries(
          contents.formats.map(({ format, lines }) => [format, Object.fromEntries(lines)]),
        ),
        files: Object.fromEntries(contents.files.map(({ path, sha256 }) => [path, sha256])),
      });
      if (before) await tellAlive(db, names, ledger.alive);
      await write(CHANGES, changesPage(manifest, before, ledger.differences));
      await writeLines(join(folder, TOMBSTONES), ledger.tombstones(), signal);
      await write(MANIFEST, pretty(manifest));
      await write(
        'collection.json',
        pretty({ settings: await rulesNow(db, rules), consents: await consentVersions(db) }),
      );
      const figures = options.report ? await releaseFigures(db, options.wishes, signal) : undefined;
      if (figures) await write(FIGURES, pretty(figures));
      await write('README.md', datasetCard(contents, { ...options, sides, figures }));
      progress.clear();
      stderr.write(said);

      async function write(name: string, text: string) {
        await writeFile(join(folder, name), text, { flag: 'wx', mode: 0o600, flush: true });
      }
    });
  } finally {
    progress.clear();
    ledger.close();
    await db.destroy();
  }
  if (options.license === 'unknown') stderr.write('It has no licence: --license says which.\n');
}

async function writeLines(file: string, rows: Iterable<object>, signal: AbortSignal) {
  await writeToFiles([file], { force: false, signal }, async ([sink]) => {
    for (const row of rows) await sink?.write(jsonLine(row));
  });
}

function pretty(value: object) {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
