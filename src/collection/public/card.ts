import { colours } from '../../discord/colours.ts';
import { customId } from '../../discord/custom-id.ts';
import { foreign } from '../../discord/text/foreign.ts';
import { rows, type View } from '../../discord/view.ts';
import { numbersIn } from '../../locales/numbers.ts';
import type { Words } from '../../locales/words.ts';
import type { Progress } from '../../oasst/progress.ts';
import { sumsOf } from '../progress/sums.ts';

/**
 * The message by which a server learns of the collection: what it is, how far it is, and the button to begin. `name` is what
 * its owners call it.
 */
export function publicCard(progress: Progress | undefined, words: Words, name?: string): View {
  const start = words('public.start');
  const lines = progress === undefined ? [] : progressLines(progress, words);
  return {
    embeds: [
      {
        title: name === undefined ? words('public.name') : foreign(name),
        description: [words('public.purpose', { start }), lines.join('\n')].filter(Boolean).join('\n\n'),
        color: colours.neutral,
      },
    ],
    components: rows([{ label: start, id: customId('start'), style: 'primary' }]),
  };
}

/** How far the collection is, a line each. */
export function progressLines(progress: Progress, words: Words): string[] {
  const numbers = numbersIn(words.locale);
  const { finished, underWay, week } = sumsOf(progress);
  const goal = numbers.format(progress.goal);
  return [
    progress.goal > 0
      ? words('public.finished_of', { finished: numbers.format(finished), goal })
      : words('public.finished', { finished: numbers.format(finished) }),
    words('public.under_way', { trees: numbers.format(underWay) }),
    ...(progress.days.length > 0 ? [words('public.week', { messages: numbers.format(week) })] : []),
  ];
}
