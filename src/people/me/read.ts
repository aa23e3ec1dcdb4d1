import type { Actor } from '../../discord/interaction.ts';
import type { Contribution, Points } from '../../oasst/contributions.ts';
import { whose } from '../../oasst/discord-user.ts';
import type { UserScore } from '../../oasst/stats.ts';
import { findPerson } from '../../store/people.ts';
import type { MeParts } from './parts.ts';

/** How many texts stand on a page: as many as a message has rows of buttons for. */
export const ON_PAGE = 3;

/** What somebody gave, as far as the backend tells. */
export type Given =
  /** Nobody here knows them, so there is nothing. */
  | { known: false }
  /** The page of their texts that begins at `offset`, with what they have points for. */
  | {
      known: true;
      skipsReview: boolean;
      told: true;
      points: Points;
      offset: number;
      total: number;
      items: Contribution[];
    }
  /** What the protocol tells of anybody: sums, as they were counted last; undefined before they were. */
  | { known: true; skipsReview: boolean; told: false; score: UserScore | undefined };

/** What an actor gave, from an offset on that is brought to the beginning of a page that there is. */
export async function readGiven({ db, oasst }: MeParts, actor: Actor, wanted: number): Promise<Given> {
  const person = await findPerson(db, actor.id);
  if (!person) return { known: false };
  const known = { known: true as const, skipsReview: person.skips_review === 1 };
  const user = whose(actor);
  const offset = startOf(wanted);
  const [points, page] = await Promise.all([
    oasst.contributions.points(user),
    oasst.contributions.page(user, { offset, most: ON_PAGE }),
  ]);
  if (!points || !page) return { ...known, told: false, score: await sumsOf(oasst, actor) };
  const { total, items } = page;
  if (items.length > 0 || total === 0) return { ...known, told: true, points, offset, total, items };
  const last = startOf(total - 1);
  const again = await oasst.contributions.page(user, { offset: last, most: ON_PAGE });
  return { ...known, told: true, points, offset: last, total, items: again?.items ?? [] };
}

async function sumsOf(oasst: MeParts['oasst'], actor: Actor): Promise<UserScore | undefined> {
  const user = await oasst.findFrontendUser(whose(actor));
  return user && (await oasst.userStats(user.user_id)).total;
}

function startOf(offset: number): number {
  return Math.max(0, offset - (offset % ON_PAGE));
}
