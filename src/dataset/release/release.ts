import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { clearDeadFiles } from '../../store/clear-unfinished.ts';
import { createUnfinished } from '../../store/unfinished.ts';
import { openCollection } from '../collection.ts';
import { createProgress } from '../export/progress.ts';
import { fillFolder } from '../folder.ts';
import { rulesNow, rulesOfPlace } from '../import/rules-of-place.ts';
import { linesOf } from '../json-line.ts';
import { MANIFEST, manifestOf, readManifest } from '../layout/manifest.ts';
import { naming } from '../names.ts';
import { derivedKey } from '../splits/key.ts';
import type { Surroundings } from '../surroundings.ts';
import { tellAlive } from './alive.ts';
import { datasetCard } from './card.ts';
import { changesPage } from './changes.ts';
import { consentVersions } from './consents.ts';
import { openFigures } from './figures.ts';
import { sidesOf } from './format-files.ts';
import { createLedger } from './ledger.ts';
import type { ReleaseOptions } from './options.ts';
import { enterPrevious } from './previous.ts';
import { writeData } from './write-data.ts';
import { createPages } from './write-pages.ts';

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
  const figuresThread = options.report ? openFigures(options.place, options.wishes, signal) : undefined;
  const failing = new AbortController(); // what fails in the thread is told at once, and not when all else is written
  figuresThread?.outcome.catch(() => failing.abort());
  try {
    await clearDeadFiles(db);
    const ways = { force: options.force, recognize: readManifest, unfinished: createUnfinished(db) };
    await fillFolder(options.folder, ways, async (folder) => {
      const kin = { mark, collection: await derivedKey(db, 'collection') };
      const before = previous === undefined ? undefined : await enterPrevious(previous, kin, ledger);
      const { contents, said } = await writeData(db, options, {
        folder,
        ledger,
        signal: AbortSignal.any([signal, failing.signal]),
        show: progress.show,
      }).catch(async (error: unknown) => {
        if (failing.signal.aborted) await figuresThread?.outcome;
        throw error;
      });
      const sides = sidesOf({ split: options.wishes[0]?.split });
      const about = {
        asked: options.asked,
        ...kin,
        sides: [...sides],
        lines: Object.fromEntries(
          contents.formats.map(({ format, lines }) => [format, Object.fromEntries(lines)]),
        ),
      };
      const pages = createPages(folder, signal);
      if (before) await tellAlive(db, names, ledger.alive);
      await pages.write('changes', [changesPage(about, before, ledger.differences)]);
      await pages.write('tombstones', linesOf(ledger.tombstones()));
      const settings = await rulesNow(db, rules);
      await pages.write('collection', [pretty({ settings, consents: await consentVersions(db) })]);
      const figures = await figuresThread?.outcome;
      if (figures) await pages.write('figures', [pretty(figures)]);
      await pages.write('card', [datasetCard(contents, { ...options, sides, figures })]);
      const files = [...contents.files, ...pages.written()].map(
        ({ path, sha256 }) => [path, sha256] as const,
      );
      const manifest = pretty(manifestOf({ ...about, files: Object.fromEntries(files) }));
      await writeFile(join(folder, MANIFEST), manifest, { flag: 'wx', mode: 0o600, flush: true });
      progress.clear();
      stderr.write(said);
    });
  } finally {
    progress.clear();
    await figuresThread?.end();
    ledger.close();
    await db.destroy();
  }
  if (options.license === 'unknown') stderr.write('It has no licence: --license says which.\n');
}

function pretty(value: object) {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
