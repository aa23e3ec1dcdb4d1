import { numbersIn } from '../../locales/numbers.ts';
import type { Words } from '../../locales/words.ts';
import type { PointsHeard } from '../../oasst/contributions.ts';
import type { UserScore } from '../../oasst/stats.ts';

const deeds = [
  'prompts',
  'replies_assistant',
  'replies_prompter',
  'labels_simple',
  'labels_full',
  'rankings_total',
  'rankings_good',
  'accepted_prompts',
  'accepted_replies_assistant',
  'accepted_replies_prompter',
  'reply_ranked_1',
  'reply_ranked_2',
  'reply_ranked_3',
] as const;

/** Level, days and what somebody has points for: a line each, so that the sum can be checked. */
export function pointsLines(points: PointsHeard, words: Words): string[] {
  const { lines, unread, score, level, next_level_at, streak_days } = points;
  const number = numbersIn(words.locale);
  const next = next_level_at === null ? [] : [words('me.next_level', { score: next_level_at })];
  const days = streak_days !== null && streak_days > 0 ? [words('me.days', { count: streak_days + 1 })] : [];
  return [
    [words('me.level', { level, score: words('me.points', { count: score }) }), ...next, ...days].join(' · '),
    '',
    ...lines.map(({ deed, count, each, points: worth }) => {
      const sum = `${number.format(count)} × ${number.format(each)} = **${number.format(worth)}**`;
      return `${sum} · ${deedName(deed, words)}`;
    }),
    ...(lines.length > 1 ? [`= **${number.format(score)}**`] : []),
    ...(lines.some(({ each }) => !Number.isInteger(each)) ? [`-# ${words('me.rounded')}`] : []),
    ...(unread > 0 ? [`-# ${words('trail.unread')}`] : []),
  ];
}

/** The same as far as the protocol tells it: how often, and the sum. */
export function scoreLines(score: UserScore, words: Words): string[] {
  const number = numbersIn(words.locale);
  return [
    words('me.level', { level: score.level, score: words('me.points', { count: score.leader_score }) }),
    '',
    ...deeds
      .filter((deed) => score[deed] > 0)
      .map((deed) => `${number.format(score[deed])} × ${deedName(deed, words)}`),
  ];
}

function deedName(deed: string, words: Words): string {
  const known = deeds.find((one) => one === deed);
  return known ? words(`me.deed_${known}`) : deed.replaceAll('_', ' ');
}
