import { forTerminal } from '../../terminal.ts';
import { openCollection } from '../collection.ts';
import { leftOutLine, nothingLeftOut } from '../export/left-out.ts';
import { writeToStream } from '../export/output.ts';
import { createReading } from '../export/reading.ts';
import { NO_GAMES, tournamentOf } from '../export/strengths/games.ts';
import { DatasetError } from '../failures.ts';
import type { Surroundings } from '../surroundings.ts';
import type { ModelsOptions } from './options.ts';
import { standingsPage } from './page.ts';
import { standingsOf } from './standings.ts';

/**
 * Writes how strong the models are whose replies people ranked, as Markdown or JSON, to the standard output.
 * @throws DatasetError, among others where without a prior a strength would be infinite; StoreError
 */
export async function runModels(options: ModelsOptions, surroundings: Surroundings): Promise<void> {
  const { place, choice, unit, prior, json } = options;
  const { stdout, stderr, signal } = surroundings;
  const db = await openCollection(place);
  try {
    const leftOut = nothingLeftOut();
    const tournament = await tournamentOf({ ...createReading(db), choice, leftOut }, unit);
    stderr.write(leftOutLine(leftOut));
    if (tournament.games.length === 0) throw new DatasetError(NO_GAMES);
    const standings = standingsOf(tournament, { unit, prior });
    const page = json
      ? `${JSON.stringify(standings, undefined, 2)}\n`
      : forTerminal(standingsPage(standings));
    await writeToStream([page], stdout, signal);
  } finally {
    await db.destroy();
  }
}
