import { customId, NO_SUBJECT } from '../../discord/custom-id.ts';
import { notice } from '../../discord/notice.ts';
import { inline } from '../../discord/text/inline.ts';
import { stamp } from '../../discord/text/stamp.ts';
import type { Button, View } from '../../discord/view.ts';
import { languageName } from '../../locales/languages.ts';
import { waitInWords } from '../../locales/wait.ts';
import type { Words } from '../../locales/words.ts';
import { timeFrames, type UserScore } from '../../oasst/stats.ts';
import type { Board, BoardWish } from './read.ts';

const NAME = { units: 40 };

const medals: Readonly<Record<number, string>> = { 1: '🥇', 2: '🥈', 3: '🥉' };

/** The best, and where the reader stands among their neighbors; or why they are not listed. */
export function boardView(board: Board, words: Words): View {
  const { best, own } = board;
  const rows = best.leaderboard;
  const ownId = own.is === 'listed' ? own.userId : undefined;
  const isListed = rows.some(({ user_id }) => user_id === ownId);
  const neighbors = own.is === 'listed' && !isListed ? own.around.leaderboard : [];
  const last = rows.at(-1)?.rank ?? 0;
  const list = [...rows, ...neighbors.filter(({ rank }) => (rank ?? 0) > last)];
  const lines = [
    ...rows.map((row) => line(row, ownId, words)),
    ...(list.length > rows.length && hasGap(list.slice(rows.length - 1, rows.length + 1)) ? ['…'] : []),
    ...list.slice(rows.length).map((row) => line(row, ownId, words)),
  ];
  const notes = notesOn(board, words);
  const empty = best.unread > 0 ? [] : [words('board.empty')];
  const text = [...(lines.length > 0 ? [lines.join('\n')] : empty), notes.join('\n')];
  return notice(text.join('\n\n').trim(), periodButtons(board, words), titleOf(board, words));
}

function titleOf({ period, lang, byLanguage }: Board, words: Words): string {
  const language = lang !== undefined && byLanguage ? languageName(lang, words.locale) : undefined;
  return [words('board.title'), words(`board.period_${period}`), ...(language ? [language] : [])].join(' · ');
}

function line(
  { rank, user_id, display_name, leader_score, level }: UserScore,
  ownId: string | undefined,
  words: Words,
) {
  const medal = medals[rank ?? 0];
  const facts = [
    `**${rank}.** ${inline(display_name, NAME)}`,
    words('me.points', { count: leader_score }),
    words('board.level', { level }),
  ].join(' · ');
  const marked = user_id === ownId ? `**➤** ${facts} (${words('board.you')})` : facts;
  return medal ? `${medal} ${marked}` : marked;
}

function notesOn({ best, own, lang, byLanguage, everyMinutes }: Board, words: Words): string[] {
  const { last_updated: counted, leaderboard } = best;
  const isEmpty = leaderboard.length === 0 && best.unread === 0;
  const isPartial = best.unread > 0 || (own.is === 'listed' && own.around.unread > 0);
  return [
    ...(own.is === 'listed' || (own.is === 'none' && isEmpty) ? [] : [`ℹ️ ${words(`board.${own.is}`)}`]),
    ...(lang !== undefined && !byLanguage ? [words('board.all_languages')] : []),
    ...(isPartial ? [words('board.unread')] : []),
    ...(!isPartial && hasGap(best.leaderboard) ? [words('board.gap')] : []),
    ...(counted && leaderboard.length > 0
      ? [words('board.counted', { when: stamp(Date.parse(counted), 'R') })]
      : []),
    ...(everyMinutes === undefined
      ? []
      : [words('board.every', { interval: waitInWords(everyMinutes * 60, words) })]),
  ];
}

/** Whether a place is missing: somebody was taken off since the places were counted. */
function hasGap(rows: readonly UserScore[]): boolean {
  return rows.some(({ rank }, index) => index > 0 && rank !== (rows[index - 1]?.rank ?? 0) + 1);
}

function periodButtons({ period, lang }: BoardWish, words: Words): Button[] {
  return timeFrames.map((frame) => ({
    label: words(`board.period_${frame}`),
    id: customId('board', NO_SUBJECT, [frame, ...(lang === undefined ? [] : [lang])].join('.')),
    disabled: frame === period,
  }));
}
