import { basename, dirname, join } from 'node:path';
import type { Db } from '../../backend/db.ts';
import { liveSettings } from '../../backend/settings/live.ts';
import { allKinds, type Settings } from '../../backend/settings/settings.ts';
import { SettingsError as BadSettings } from '../../backend/settings/settings-error.ts';
import { readSettings } from '../../backend/settings/settings-input.ts';
import { exists } from '../../store/exists.ts';
import { type Place, SettingsError } from '../command-line.ts';

const OWN_FOLDER = 'backend'; // where `npm run backend` keeps its collection, below the folder of its settings

/**
 * The rules of the backend that has its collection there, as it reads them itself: `backend.json` of the folder, or, for
 * the collection that `npm run backend` keeps in a folder of its own, of the folder above.
 * @throws SettingsError
 */
export async function rulesOfPlace({ dataDir }: Place): Promise<Settings> {
  const isOwn = basename(dataDir) === OWN_FOLDER && !(await exists(join(dataDir, 'backend.json')));
  return await explained(readSettings({ dataDir: isOwn ? dirname(dataDir) : dataDir, base: allKinds }));
}

/**
 * The same with what owners chose while the backend ran, which its database holds.
 * @throws SettingsError
 */
export async function rulesNow(db: Db, ofPlace: Settings): Promise<Settings> {
  const live = liveSettings(ofPlace);
  await explained(live.refresh(db));
  return live.now();
}

async function explained<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof BadSettings ? new SettingsError(error.message) : error;
  }
}
