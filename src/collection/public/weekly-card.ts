import { colours } from '../../discord/colours.ts';
import { customId } from '../../discord/custom-id.ts';
import { inline } from '../../discord/text/inline.ts';
import { rows, type View } from '../../discord/view.ts';
import { withName } from '../../locales/join.ts';
import { numbersIn } from '../../locales/numbers.ts';
import type { Words } from '../../locales/words.ts';
import type { Progress } from '../../oasst/progress.ts';
import { namesIn, type Thanked } from '../../store/thanks.ts';
import { sumsOf } from '../progress/sums.ts';

/** How much of the thanks a message shows, in UTF-16 units and in bytes. */
const NAMES = { units: 1_000, bytes: 3_000 };
const NAME = { units: 80, bytes: 240 };

/** As many of those who are thanked as a message has room for, with their names as it shows them; see `namesIn`. */
export function thankedIn(people: readonly Thanked[], between: string): Thanked[] {
  const shown: Thanked[] = [];
  for (const { id, name } of people) {
    const longer = [...shown, { id, name: inline(name, NAME) }];
    const text = namesIn(longer, between);
    if (text.length > NAMES.units || Buffer.byteLength(text) > NAMES.bytes) break;
    shown.push(...longer.slice(-1));
  }
  return shown;
}

/** What came together in a week: sums, open work by kind, and the names of those who agreed to be thanked; empty for nobody. */
export function weeklyCard(progress: Progress, names: string, words: Words): View {
  const numbers = numbersIn(words.locale);
  const { finished, underWay, week } = sumsOf(progress);
  const open = Object.entries(progress.wanted).flatMap(([type, count]) => {
    const name = words.find(`type.${type}`);
    return name === undefined || count === 0 ? [] : [`• ${withName(name, numbers.format(count), words)}`];
  });
  const lines = [
    words('weekly.messages', { messages: numbers.format(week) }),
    words('public.finished', { finished: numbers.format(finished) }),
    words('public.under_way', { trees: numbers.format(underWay) }),
    ...(open.length > 0 ? ['', words('weekly.open'), ...open] : []),
    '',
    words('weekly.everybody'),
  ];
  return {
    embeds: [
      {
        title: words('weekly.title'),
        description: lines.join('\n'),
        color: colours.neutral,
        ...(names === '' ? {} : { fields: [{ name: words('weekly.thanks'), value: names }] }),
      },
    ],
    components: rows([
      { label: words('public.start'), id: customId('start'), style: 'primary' },
      { label: words('weekly.name_me'), id: customId('named') },
    ]),
  };
}
