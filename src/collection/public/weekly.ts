import { OasstError } from '../../oasst/errors.ts';
import { namedPeople } from '../../store/people.ts';
import { putPost } from '../../store/posts.ts';
import { claimSummary, type Server } from '../../store/servers.ts';
import type { CollectionParts } from '../parts.ts';
import { weeklyCard } from './weekly-card.ts';

const WEEK_MS = 7 * 24 * 60 * 60_000;

type Parts = Pick<
  CollectionParts,
  'db' | 'oasst' | 'clock' | 'posting' | 'translator' | 'readProgress' | 'draw' | 'log'
>;

/**
 * Writes the summary of a server's week once it is over, in one process only; the first week begins when somebody turns
 * summaries on. Without numbers from the backend it waits.
 */
export async function sumUpWhenDue(parts: Parts, server: Server): Promise<void> {
  const { db, clock, posting, translator } = parts;
  const { id, postChannel, weekly, summedUpAt } = server;
  const now = clock.now();
  if (!weekly || postChannel === undefined) return;
  if (summedUpAt === undefined) return void (await claimSummary(db, server, now));
  if (now - summedUpAt < WEEK_MS) return;
  const progress = await parts.readProgress();
  if (progress === undefined) return;
  const payload = weeklyCard(progress, await namesOfTheWeek(parts), translator.words(server.locale));
  const postId = `weekly:${id}:${postChannel}:${now}`;
  const claimed = await db.transaction().execute(async (trx) => {
    if (!(await claimSummary(trx, server, now))) return false;
    await putPost(trx, { id: postId, channelId: postChannel, payload, whenDeleted: 'stop' }, now);
    return true;
  });
  if (claimed) await posting.deliver(postId);
}

/** How many of the week's best are looked through for those who agreed to be named. */
const MOST = 100;

/** Those who did something in the last seven days and agreed to be named, by the names that others see. */
async function namesOfTheWeek({ db, oasst, log }: Parts): Promise<string[]> {
  const agreed = await namedPeople(db);
  if (agreed.size === 0) return [];
  try {
    const { leaderboard } = await oasst.leaderboard('week', MOST);
    return leaderboard.flatMap(({ auth_method, username }) =>
      auth_method === 'discord' ? (agreed.get(username) ?? []) : [],
    );
  } catch (error) {
    if (!(error instanceof OasstError)) throw error;
    log.info({ err: error }, 'the backend does not say who did something this week');
    return [];
  }
}
