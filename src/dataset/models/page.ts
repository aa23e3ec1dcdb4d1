import { count } from '../counting.ts';
import { number, table } from '../report/markdown.ts';
import type { Standings } from './standings.ts';
import { titleOf } from './title.ts';

/** The table for people, in Markdown. */
export function standingsPage({ unit, units, prior, comparisons, models }: Standings): string {
  const isOne = models.every(({ group }) => group === 1);
  const head = ['who', 'replies', 'comparisons', 'won', 'tied', 'lost', 'strength', '95 % interval'];
  const rows = models.map((one) => [
    titleOf(one) + (isOne ? '' : ` (group ${one.group})`),
    ...[one.replies, one.comparisons, one.won, one.tied, one.lost].map(number),
    one.strength.toFixed(3),
    one.low === null || one.high === null ? 'unknown' : `${one.low.toFixed(3)} to ${one.high.toFixed(3)}`,
  ]);
  const said = [
    `${count(comparisons, 'comparison')} in ${number(units)} ${unit}, which count as independent of each other.`,
    `Strengths are those of Bradley and Terry: the logarithm of the odds to win against the average${priorOf(prior)}.`,
    ...(isOne
      ? []
      : ['Who is in different groups has not met, if only by way of others: compare within a group.']),
  ];
  return `${table(head, rows)}\n\n${said.join('\n')}\n`;
}

function priorOf(prior: number) {
  return prior === 0 ? '' : `, with ${prior} wins and as many defeats before all comparisons`;
}
