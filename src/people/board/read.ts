import type { Kysely } from 'kysely';
import type { Actor } from '../../discord/interaction.ts';
import type { Translator } from '../../locales/words.ts';
import type { OasstClient } from '../../oasst/client.ts';
import { whose } from '../../oasst/discord-user.ts';
import type { Leaderboard, TimeFrame } from '../../oasst/stats.ts';
import { whereUnderstood } from '../../oasst/understood.ts';
import { findPerson } from '../../store/people.ts';
import type { Schema } from '../../store/schema.ts';
import type { ReadIntervals } from './intervals.ts';

/** What a leaderboard is shown with. */
export type BoardParts = {
  db: Kysely<Schema>;
  oasst: OasstClient;
  translator: Translator;
  readIntervals: ReadIntervals;
};

/** Whose points are compared: of a span of time, in one language or in all. */
export type BoardWish = { period: TimeFrame; lang: string | undefined };

/** How many are listed. */
const LISTED = 10;

/** Where somebody stands; or why they are not listed. `around` are they and their neighbors. */
export type OwnPlace =
  | { is: 'listed'; userId: string; around: Leaderboard }
  | { is: 'hidden' | 'closed' | 'none' | 'stranger' };

/** A leaderboard as somebody sees it; `byLanguage` is false where only that of all languages could be had. */
export type Board = BoardWish & {
  byLanguage: boolean;
  best: Leaderboard;
  own: OwnPlace;
  /** How often it is counted anew, in minutes; undefined where the backend does not tell. */
  everyMinutes: number | undefined;
};

/** The leaderboard that an actor wants to see. The backend is told of nobody it need not know. */
export async function readBoard(
  { db, oasst, readIntervals }: BoardParts,
  actor: Actor,
  wish: BoardWish,
): Promise<Board> {
  const { period, lang } = wish;
  const intervals = readIntervals();
  const user = (await findPerson(db, actor.id)) && (await oasst.findFrontendUser(whose(actor)));
  const userId = user?.user_id;
  const ofLanguage =
    lang === undefined
      ? undefined
      : await whereUnderstood(oasst.boards.ofLanguage({ timeFrame: period, lang, most: LISTED, userId }));
  const byLanguage = ofLanguage !== undefined;
  const best = ofLanguage?.best ?? (await oasst.leaderboard(period, LISTED));
  const place = async (): Promise<OwnPlace> => {
    if (!user) return { is: 'stranger' };
    if (!user.enabled) return { is: 'closed' };
    if (!user.show_on_leaderboard) return { is: 'hidden' };
    const around = ofLanguage ? ofLanguage.around : await oasst.userWindow(user.user_id, period, 2);
    return around ? { is: 'listed', userId: user.user_id, around } : { is: 'none' };
  };
  return { ...wish, byLanguage, best, own: await place(), everyMinutes: (await intervals)?.[period] };
}
