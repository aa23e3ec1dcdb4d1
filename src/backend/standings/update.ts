import { sql } from 'kysely';
import type { TimeFrame } from '../../oasst/stats.ts';
import type { Backend } from '../context.ts';
import type { Db } from '../db.ts';
import { inTurns, type Pace } from '../pace.ts';
import { slices } from '../slices/pages.ts';
import { messagePages, userPages } from '../slices/table-pages.ts';
import { createBoardTallies } from './board-tallies.ts';
import { baseDate, type DeedTally } from './deeds.ts';
import { type Counted, showStandings } from './editions.ts';
import { tellHeldAgainst } from './held-against.ts';
import { ranked } from './ranks.ts';
import { placesSince, tasksSince } from './recent.ts';
import { leaderScore } from './score.ts';
import { boardOf } from './shown.ts';
import type { BoardName } from './tables.ts';
import { createTrollTally, trollScore } from './troll-facts.ts';

const LAST_PLACE = 2; // the third is worth something, the fourth is not

/**
 * Counts the scores of a time frame anew, for the leaderboard and for the trollboard. Until all are there, and when
 * the count fails or is stopped by `pace`, the ones before are shown.
 */
export async function updateStandings(
  backend: Pick<Backend, 'db' | 'now' | 'newId' | 'settings'>,
  frame: TimeFrame,
  pace: Pace = inTurns,
): Promise<void> {
  const { db, settings } = backend;
  const counted_at = backend.now();
  const base_at = baseDate(frame, counted_at);
  const { deeds, trolls } = await tallies(db, frame, base_at ?? 0, pace);
  const held = await scored(trolls.users(), pace, (user_id) => {
    const details = trolls.factsOf(user_id);
    return { user_id, details, score: trollScore(details, settings.trollPoints) };
  });
  const shown = await shownUsers(db, pace);
  const leadersOf = async (tally: DeedTally) => {
    const leaders = await scored(tally.users(), pace, (user_id) => {
      const details = tally.deedsOf(user_id);
      return { user_id, details, score: leaderScore(details, settings.points) };
    });
    const isShown = ({ user_id }: { user_id: string }) => shown.has(user_id);
    const hidden = leaders.filter((leader) => !isShown(leader)).map((leader) => ({ ...leader, rank: null }));
    return [...ranked(leaders.filter(isShown)), ...hidden];
  };
  const show = async (time_frame: BoardName, counted: Counted) => {
    await pace();
    await showStandings(backend, { time_frame, base_at, counted_at }, counted, pace);
  };
  await show(frame, { leaders: await leadersOf(deeds.all), trolls: ranked(held) });
  for (const board of await languageBoards(db, frame, deeds.languages()))
    await show(board, { leaders: await leadersOf(deeds.in(board)), trolls: [] });
}

/** The boards of the languages in which something was done, and of those that are still shown with what was done before. */
async function languageBoards(
  db: Db,
  frame: TimeFrame,
  languages: readonly BoardName[],
): Promise<BoardName[]> {
  const before = await db
    .selectFrom('backend_standings')
    .select('time_frame')
    .distinct()
    .where(sql<boolean>`time_frame like ${boardOf(frame, '%')}`)
    .execute();
  return [...new Set([...languages, ...before.map(({ time_frame }) => time_frame)])];
}

async function tallies(db: Db, frame: TimeFrame, since: number, pace: Pace) {
  const deeds = createBoardTallies(frame);
  const trolls = createTrollTally();
  for await (const messages of messagePages(db, since, pace)) {
    for (const message of messages) deeds.tell(message, (tally) => tally.wrote(message));
    await tellHeldAgainst(db, messages, trolls, pace);
  }
  for await (const tasks of tasksSince(db, since, pace))
    for (const task of tasks) deeds.tell(task, (tally) => tally.finished(task));
  for await (const places of placesSince(db, { since, last: LAST_PLACE }, pace))
    for (const place of places) deeds.tell(place, (tally) => tally.ranked(place));
  return { deeds, trolls };
}

/** Those who have a rank on the leaderboard. */
async function shownUsers(db: Db, pace: Pace): Promise<ReadonlySet<string>> {
  const shown = new Set<string>();
  for await (const users of userPages(db, pace))
    for (const { id, enabled, deleted, show_on_leaderboard } of users)
      if (enabled === 1 && deleted === 0 && show_on_leaderboard === 1) shown.add(id);
  return shown;
}

async function scored<Score>(
  userIds: readonly string[],
  pace: Pace,
  score: (userId: string) => Score,
): Promise<Score[]> {
  const scores: Score[] = [];
  for await (const some of slices(pace, userIds)) scores.push(...some.map(score));
  return scores;
}
