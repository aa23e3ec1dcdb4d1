import { listed, parted, withName } from '../../locales/join.ts';
import { languageName } from '../../locales/languages.ts';
import { numbersIn } from '../../locales/numbers.ts';
import type { Words } from '../../locales/words.ts';
import type { Progress } from '../../oasst/progress.ts';
import type { Amount, ProgressFigure } from '../../pictures/figure.ts';

/** The parts of the bar of trees, and the states in each; the names of states are the protocol's. */
const parts = [
  ['finished', ['ready_for_export']],
  ['ranking', ['ranking', 'backlog_ranking', 'ready_for_scoring']],
  ['growing', ['growing']],
  ['prompts', ['initial_prompt_review', 'prompt_lottery_waiting']],
] as const;

/** What a picture of the collection shows, in somebody's words. */
export function figureOf(progress: Progress, words: Words): ProgressFigure {
  const numbers = numbersIn(words.locale);
  const amount = (name: string, value: number): Amount => ({ name, value, shown: numbers.format(value) });
  const trees = parts.map(([name, states]) =>
    amount(
      words(`progress.${name}`),
      states.reduce((sum, state) => sum + (progress.trees[state] ?? 0), 0),
    ),
  );
  const sum = trees.reduce((all, { value }) => all + value, 0);
  const date = new Intl.DateTimeFormat(words.locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const goal = numbers.format(progress.goal);
  return {
    title: words('progress.title'),
    trees: {
      heading: words('progress.trees'),
      parts: trees,
      whole: Math.max(progress.goal, sum),
      note: progress.goal > 0 ? words('progress.goal', { goal }) : '',
    },
    days: {
      heading: words('progress.days'),
      bars: progress.days.map(({ day, messages }) => amount(date.format(Date.parse(day)), messages)),
    },
    languages: {
      heading: words('progress.languages'),
      bars: progress.languages.map(({ lang, trees: whole, finished }) => ({
        name: languageName(lang, words.locale),
        value: finished,
        whole,
        shown: `${numbers.format(finished)} / ${numbers.format(whole)}`,
      })),
    },
    missing: {
      heading: words('progress.missing'),
      parts: Object.entries(progress.wanted)
        .filter(([, count]) => count > 0)
        .sort(([, a], [, b]) => b - a)
        .map(([type, count]) => amount(words.find(`type.${type}`) ?? type, count)),
    },
  };
}

/** The same in words alone, for those who do not see it. */
export function inWords({ title, trees, days, languages, missing }: ProgressFigure, words: Words): string {
  const list = (amounts: readonly Amount[]) => {
    const parts = amounts.map(({ name, shown }) => `${name} ${shown}`);
    return listed(parts, words);
  };
  const lines: [heading: string, what: string][] = [
    [trees.heading, parted([list(trees.parts), trees.note].filter(Boolean), words)],
    [days.heading, list(days.bars)],
    [languages.heading, list(languages.bars.slice(0, MOST_LISTED))],
    [missing.heading, list(missing.parts.slice(0, MOST_LISTED))],
  ];
  const said = lines.filter(([, what]) => what !== '').map((line) => withName(...line, words));
  return [title, ...said].join('\n');
}

const MOST_LISTED = 8;
