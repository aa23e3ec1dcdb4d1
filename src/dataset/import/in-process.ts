import type { Kysely } from 'kysely';
import type { Brought, FileToImport, Problem } from '../../imports.ts';
import type { Schema } from '../../store/schema.ts';
import { campaignNamed } from '../campaigns.ts';
import { type Place, SettingsError } from '../command-line.ts';
import { DatasetError } from '../failures.ts';
import { type Carried, carryOut } from './carry-out.ts';
import { rulesNow, rulesOfPlace } from './rules-of-place.ts';
import { fileSource } from './source.ts';
import { restAWhile } from './store-slices.ts';
import { type Survey, survey } from './survey.ts';

/** What a compressed file may hold, in bytes: 40 times what may be attached without paying for it. */
const MOST_UNPACKED = 400 * 1024 * 1024;

/** Imports for a process that has the collection open, with the command line's own checks. What is bad is left out. */
export function importsOf(db: Kysely<Schema>, place: Place, now: () => number) {
  async function surveyed<T>(
    { path, name, arrival, textLimit: asked, campaign }: FileToImport,
    signal: AbortSignal,
    then: (found: Survey, carry: (rest: Rest) => Promise<Carried>) => Promise<T>,
  ): Promise<T | Problem> {
    try {
      const settings = await rulesNow(db, await rulesOfPlace(place));
      const textLimit = asked ?? settings.textLimit;
      const campaignId = campaign === undefined ? undefined : await campaignNamed(db, campaign);
      const source = fileSource(path, { name, signal, mostUnpacked: MOST_UNPACKED });
      const found = await survey(db, source, { arrival, textLimit, settings });
      const how = { arrival, textLimit, settings, campaignId };
      return await then(found, (rest) => carryOut(db, source, found, how, { now: now(), rest }));
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof DatasetError || error instanceof SettingsError) return { problem: error.message };
      throw error;
    }
  }

  return {
    /** What a file would bring; nothing is changed. */
    look: (file: FileToImport, signal: AbortSignal): Promise<Brought | Problem> =>
      surveyed(file, signal, async (found) => ofSurvey(found)),

    /**
     * Takes a file in, and gives what it has brought. `note` is told how many of how many trees are done.
     * @throws why the signal was aborted; what is stored by then stays
     */
    take: (
      file: FileToImport,
      signal: AbortSignal,
      note: (done: number, all: number) => void,
    ): Promise<Brought | Problem> =>
      surveyed(file, signal, async (found, carry) => {
        const all = found.trees.size + found.additions.size;
        note(0, all);
        const carried = await carry(async ({ trees, added }) => {
          note(trees + added.trees, all);
          signal.throwIfAborted();
          await restAWhile();
        });
        return { ...ofSurvey(found), ...ofCarried(carried) };
      }),
  };
}

type Rest = (stored: Pick<Carried, 'trees' | 'added'>) => Promise<unknown>;

function ofSurvey(found: Survey): Brought {
  const isAdded = ({ rootId }: { rootId: string }) => found.additions.has(rootId);
  const added = found.places.values().filter(isAdded).toArray().length;
  return {
    trees: found.trees.size,
    replies: found.places.size - added - found.trees.size,
    added,
    stories: found.stories.size,
    summaries: found.summaries.size,
    here: found.known + found.knownStories + found.knownSummaries,
    unknown: [...found.unknown.keys()],
    faults: found.faults.map(({ line, reason }) => ({ line, reason })),
  };
}

function ofCarried({ trees, messages, added, stories, summaries }: Carried): Partial<Brought> {
  return { trees, replies: messages - trees, added: added.messages, stories, summaries };
}
