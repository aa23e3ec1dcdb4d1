import type { Actor } from '../../discord/interaction.ts';
import type { ContributionPageHeard, PointsHeard } from '../../oasst/contributions.ts';
import { whose } from '../../oasst/discord-user.ts';
import type { UserScore } from '../../oasst/stats.ts';
import { whereUnderstood } from '../../oasst/understood.ts';
import { findBan } from '../../store/bans.ts';
import { findPerson } from '../../store/people.ts';
import { countSent, type SentAnswer, sentAnswers } from '../../store/sent-answers.ts';
import type { MeParts } from './parts.ts';

/** How many lines of what was sent do. */
export const LINES_ON_PAGE = 10;
/** How much stands on a page: as many as a message has rows of buttons for. */
export const ON_PAGE = 3;

/** How much of what is on its way is read: nobody has more under way than a few. */
const MOST_ON_ITS_WAY = 50;

/** Why somebody may not work, and what was answered to their appeal, in moderators' words. */
type OwnBan = { reason: string; answer: string | null };

/** What somebody gave, as far as the backend tells. */
export type Given =
  /** Nobody here knows them, so there is nothing. */
  | { known: false; banned: OwnBan | undefined }
  /** The page of what they gave that begins at `offset`, with what they have points for. */
  | (Known & {
      told: true;
      points: PointsHeard;
      offset: number;
      total: number;
      /** Null in the place of what this version cannot read. */
      items: ContributionPageHeard['items'];
    })
  /** What the protocol tells of anybody: sums, as they were counted last; undefined before they were. */
  | (Known & {
      told: false;
      score: UserScore | undefined;
      /** What they sent through this bot lately and has arrived, as the bot remembers that. */
      offset: number;
      total: number;
      sent: readonly SentAnswer[];
    });

/** What the bot itself knows of somebody. */
type Known = {
  known: true;
  skipsReview: boolean;
  /** Whether they agree to take part as the consent text is now. */
  hasAgreed: boolean;
  /** Why they may not work just now; undefined for whoever may, or of whose ban no reason is known. */
  banned: OwnBan | undefined;
  /** Whether the backend lets them do nothing, as far as it was asked: only where there is nothing of theirs. */
  isClosed: boolean;
  /** What they sent that the backend does not have yet, the newest first. */
  onItsWay: readonly SentAnswer[];
};

/** What an actor gave, from an offset on that is brought to the beginning of a page that there is. */
export async function readGiven(
  { db, oasst, hasConsented }: MeParts,
  actor: Actor,
  wanted: number,
): Promise<Given> {
  const [person, ban] = [await findPerson(db, actor.id), await findBan(db, actor.id)];
  const banned = ban?.lifted_at === null ? { reason: ban.reason, answer: ban.answer } : undefined;
  if (!person) return { known: false, banned };
  const user = whose(actor);
  const offset = startOf(wanted, ON_PAGE);
  // before the backend is asked: what arrives meanwhile is then told twice, and not left out
  const onItsWay = await sentAnswers(db, actor.id, { most: MOST_ON_ITS_WAY, state: 'sending' });
  // what a newer backend says in a form that is not known here is not told: the protocol says as much as it can
  const [points, page] = await Promise.all([
    whereUnderstood(oasst.contributions.points(user)),
    whereUnderstood(oasst.contributions.page(user, { offset, most: ON_PAGE })),
  ]);
  // of a backend that tells of nothing in a known form, the protocol says more than a page of gaps
  const isRead = page && (offset > 0 || page.items.length === 0 || page.items.some((item) => item));
  const known = {
    known: true as const,
    skipsReview: person.skips_review === 1,
    hasAgreed: hasConsented(person),
    banned,
    isClosed: banned !== undefined,
    onItsWay,
  };
  if (!points || !isRead)
    return { ...known, told: false, score: await sumsOf(oasst, actor), ...(await sentBy(db, actor, wanted)) };
  const { total, items } = page;
  if (
    total === 0 &&
    points.lines.length + points.unread === 0 &&
    onItsWay.length === 0 &&
    banned === undefined
  ) {
    const isClosed = (await whereUnderstood(oasst.findFrontendUser(user)))?.enabled === false;
    return { ...known, isClosed, told: true, points, offset, total, items };
  }
  if (items.length > 0 || total === 0) return { ...known, told: true, points, offset, total, items };
  const last = startOf(total - 1, ON_PAGE);
  const again = await whereUnderstood(oasst.contributions.page(user, { offset: last, most: ON_PAGE }));
  return { ...known, told: true, points, offset: last, total, items: again?.items ?? [] };
}

async function sumsOf(oasst: MeParts['oasst'], actor: Actor): Promise<UserScore | undefined> {
  const user = await oasst.findFrontendUser(whose(actor));
  return user && (await oasst.userStats(user.user_id)).total;
}

async function sentBy(db: MeParts['db'], { id }: Actor, wanted: number) {
  const total = await countSent(db, id, { state: 'done' });
  const offset = startOf(Math.min(wanted, total - 1), LINES_ON_PAGE);
  return { total, offset, sent: await sentAnswers(db, id, { most: LINES_ON_PAGE, offset, state: 'done' }) };
}

function startOf(offset: number, onPage: number): number {
  return Math.max(0, offset - (offset % onPage));
}
