import type { Actor } from '../../discord/interaction.ts';
import type { ContributionPage, Points } from '../../oasst/contributions.ts';
import { whose } from '../../oasst/discord-user.ts';
import type { UserScore } from '../../oasst/stats.ts';
import { findBan } from '../../store/bans.ts';
import { findPerson } from '../../store/people.ts';
import { countSent, type SentAnswer, sentAnswers } from '../../store/sent-answers.ts';
import type { MeParts } from './parts.ts';

/** How many lines of what was sent do. */
export const LINES_ON_PAGE = 10;
/** How much stands on a page: as many as a message has rows of buttons for. */
export const ON_PAGE = 3;

/** What somebody gave, as far as the backend tells. */
export type Given =
  /** Nobody here knows them, so there is nothing. */
  | { known: false }
  /** The page of what they gave that begins at `offset`, with what they have points for. */
  | {
      known: true;
      skipsReview: boolean;
      /** Why they may not work just now, in a moderator's words; undefined for whoever may, or of whose ban no reason is known. */
      banned: string | undefined;
      told: true;
      points: Points;
      offset: number;
      total: number;
      items: ContributionPage['items'];
    }
  /** What the protocol tells of anybody: sums, as they were counted last; undefined before they were. */
  | {
      known: true;
      skipsReview: boolean;
      banned: string | undefined;
      told: false;
      score: UserScore | undefined;
      /** What they sent through this bot lately, as it remembers that. */
      offset: number;
      total: number;
      sent: readonly SentAnswer[];
    };

/** What an actor gave, from an offset on that is brought to the beginning of a page that there is. */
export async function readGiven({ db, oasst }: MeParts, actor: Actor, wanted: number): Promise<Given> {
  const person = await findPerson(db, actor.id);
  if (!person) return { known: false };
  const user = whose(actor);
  const offset = startOf(wanted, ON_PAGE);
  const [ban, points, page] = await Promise.all([
    findBan(db, actor.id),
    oasst.contributions.points(user),
    oasst.contributions.page(user, { offset, most: ON_PAGE }),
  ]);
  const banned = ban?.lifted_at === null ? ban.reason : undefined;
  const known = { known: true as const, skipsReview: person.skips_review === 1, banned };
  if (!points || !page)
    return { ...known, told: false, score: await sumsOf(oasst, actor), ...(await sentBy(db, actor, wanted)) };
  const { total, items } = page;
  if (items.length > 0 || total === 0) return { ...known, told: true, points, offset, total, items };
  const last = startOf(total - 1, ON_PAGE);
  const again = await oasst.contributions.page(user, { offset: last, most: ON_PAGE });
  return { ...known, told: true, points, offset: last, total, items: again?.items ?? [] };
}

async function sumsOf(oasst: MeParts['oasst'], actor: Actor): Promise<UserScore | undefined> {
  const user = await oasst.findFrontendUser(whose(actor));
  return user && (await oasst.userStats(user.user_id)).total;
}

async function sentBy(db: MeParts['db'], { id }: Actor, wanted: number) {
  const total = await countSent(db, id);
  const offset = startOf(Math.min(wanted, total - 1), LINES_ON_PAGE);
  return { total, offset, sent: await sentAnswers(db, id, { most: LINES_ON_PAGE, offset }) };
}

function startOf(offset: number, onPage: number): number {
  return Math.max(0, offset - (offset % onPage));
}
