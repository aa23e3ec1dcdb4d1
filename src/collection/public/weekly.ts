import { betweenTwo } from '../../locales/join.ts';
import { OasstError } from '../../oasst/errors.ts';
import { holdNames, isAnybodyNamed } from '../../store/people.ts';
import { putPost } from '../../store/posts.ts';
import { claimSummary, keepsPostChannel, type Server } from '../../store/servers.ts';
import { namesIn, type Thanked } from '../../store/thanks.ts';
import type { CollectionParts } from '../parts.ts';
import { thankedIn, weeklyCard } from './weekly-card.ts';

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
  const { progress } = await parts.readProgress();
  if (progress === undefined) return;
  const active = await idsOfTheWeek(parts);
  const words = translator.words(server.locale);
  const postId = `weekly:${id}:${postChannel}:${now}`;
  const claimed = await db.transaction().execute(async (trx) => {
    if (!(await keepsPostChannel(trx, server)) || !(await claimSummary(trx, server, now))) return false;
    const agreed = await holdNames(trx, active); // as it is now: whoever has just taken it back is not named
    const between = betweenTwo(words);
    const thanked = thankedIn(
      active.flatMap((one) => thankedBy(agreed, one)),
      between,
    );
    const payload = { ...weeklyCard(progress, namesIn(thanked, between), words), thanked, between };
    await putPost(trx, { id: postId, channelId: postChannel, payload, whenDeleted: 'stop' }, now);
    return true;
  });
  if (claimed) await posting.deliver(postId);
}

/** How many of the week's best are looked through for those who agreed to be named. */
const MOST = 100;

/** The Discord ids of those who did something in the last seven days, whoever did most first. */
async function idsOfTheWeek({ db, oasst, log }: Parts): Promise<string[]> {
  if (!(await isAnybodyNamed(db))) return [];
  try {
    const { leaderboard } = await oasst.leaderboard('week', MOST);
    return leaderboard.flatMap(({ auth_method, username }) => (auth_method === 'discord' ? username : []));
  } catch (error) {
    if (!(error instanceof OasstError)) throw error;
    log.info({ err: error }, 'the backend does not say who did something this week');
    return [];
  }
}

/** Somebody by the name that others see, where they agreed. */
function thankedBy(agreed: ReadonlyMap<string, string>, id: string): Thanked[] {
  const name = agreed.get(id);
  return name === undefined ? [] : [{ id, name }];
}
