import type { TimeFrame } from '../../store/backend-tables.ts';
import type { Backend, Db } from '../context.ts';
import { inTurns, type Pace } from '../jobs/pace.ts';
import { pages, slices } from '../jobs/pages.ts';
import { leaderScore } from '../rules/score.ts';
import { baseDate, createDeedTally } from './deeds.ts';
import { type Counted, type Score, showStandings } from './editions.ts';
import { tellHeldAgainst } from './held-against.ts';
import { messagesSince, placesSince, tasksSince } from './recent.ts';
import { createTrollTally, trollScore } from './troll-facts.ts';

/**
 * Counts the scores of a time frame anew, for the leaderboard and for the trollboard. Until all is done, and when it
 * fails or is stopped by `pace`, the ones before stay.
 */
export async function updateStandings(
  backend: Backend,
  frame: TimeFrame,
  pace: Pace = inTurns,
): Promise<void> {
  const counted_at = backend.now();
  const base_at = baseDate(frame, counted_at);
  const counted = await count(backend, base_at ?? 0, pace);
  await showStandings(backend, { time_frame: frame, base_at, counted_at }, counted, pace);
}

const LAST_PLACE = 2;

async function count({ db, settings }: Backend, since: number, pace: Pace): Promise<Counted> {
  const deeds = createDeedTally();
  const trolls = createTrollTally();
  for await (const messages of messagesSince(db, since, pace)) {
    for (const message of messages) deeds.wrote(message);
    await tellHeldAgainst(db, messages, trolls, pace);
  }
  for await (const tasks of tasksSince(db, since, pace)) for (const task of tasks) deeds.finished(task);
  for await (const places of placesSince(db, { since, last: LAST_PLACE }, pace))
    for (const place of places) deeds.ranked(place);

  const leaders = await scored([...deeds.all], pace, (done) => leaderScore(done, settings.points));
  const against = trolls.users().map((userId) => [userId, userId] as const);
  const facts = await scored(against, pace, trolls.factsOf);
}
