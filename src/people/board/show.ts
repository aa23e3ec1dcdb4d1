import type { Action } from '../../discord/action.ts';
import { NO_SUBJECT } from '../../discord/custom-id.ts';
import type { ActionInteraction, Actor } from '../../discord/interaction.ts';
import type { Reply } from '../../discord/reply.ts';
import { UserError } from '../../locales/user-error.ts';
import { TimeFrame } from '../../oasst/stats.ts';
import { type BoardParts, type BoardWish, readBoard } from './read.ts';
import { boardView } from './view.ts';

/** The controls on a leaderboard. */
export const boardActions: readonly Action<BoardParts>[] = [
  {
    name: 'board',
    for: 'everybody',
    deferMode: 'update',
    isSubject: (subject) => subject === NO_SUBJECT,
    run: ({ actor, argument }: ActionInteraction, parts) =>
      showBoard(parts, actor, readWish(argument), 'update'),
  },
];

/** A leaderboard, for the actor alone. */
export async function showBoard(
  parts: BoardParts,
  actor: Actor,
  wish: BoardWish,
  as: 'message' | 'update',
): Promise<Reply> {
  const board = await readBoard(parts, actor, wish);
  return { as, view: boardView(board, parts.translator.words(actor.locale)) };
}

/** @throws UserError for an argument of another version */
function readWish(argument: string): BoardWish {
  const [frame, lang] = argument.split('.');
  const period = TimeFrame.safeParse(frame).data;
  if (!period) throw new UserError('problem.outdated');
  return { period, lang: lang && /^[A-Za-z0-9-]{1,15}$/.test(lang) ? lang : undefined };
}
