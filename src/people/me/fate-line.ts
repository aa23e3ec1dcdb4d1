import { listed } from '../../locales/join.ts';
import { ordinal } from '../../locales/ordinal.ts';
import type { Words } from '../../locales/words.ts';
import type { Contribution, Fate } from '../../oasst/contributions.ts';

/** What became of a text, in one line. */
export function fateLine(fate: Fate, words: Words): string {
  switch (fate.is) {
    case 'waiting':
      return `⏳ ${words('me.waiting', { reviews: fate.reviews, needed: fate.needed })}`;
    case 'refused':
      return `❌ ${refused(fate, words)}`;
    case 'accepted':
      return `✅ ${accepted(fate, words).join(' · ')}`;
    case 'rated':
      return `⭐ ${rated(fate, words)}`;
    case 'stopped':
      return `⏹️ ${words('me.stopped')}`;
    case 'removed':
      return fate.how === 'withdrawn'
        ? `↩️ ${words('me.removed_withdrawn')}`
        : `🗑️ ${words(`me.removed_${fate.how}`)}`;
  }
}

/** Why a text cannot be changed; undefined for one that can be, and where what became of it says it all. */
export function whyNotLine(
  { changeable }: Pick<Contribution, 'changeable'>,
  words: Words,
): string | undefined {
  return changeable === 'yes' || changeable === 'over' ? undefined : `🔒 ${words(`me.${changeable}`)}`;
}

function refused({ found }: Extract<Fate, { is: 'refused' }>, words: Words): string {
  if (found.length === 0) return words('me.refused');
  const faults = found.map(({ label, votes, of }) =>
    words('me.fault', { label: labelName(label, words), votes, of }),
  );
  return words('me.refused_for', { faults: listed(faults, words) });
}

function labelName(name: string, words: Words): string {
  return words.find(`widget.${name}.name`) ?? words.find(`widget.${name}.short`) ?? name.replaceAll('_', ' ');
}

function accepted({ place, replies, finished }: Extract<Fate, { is: 'accepted' }>, words: Words): string[] {
  return [
    words('me.accepted'),
    ...(place ? [words('me.place', { place: ordinal(place.place, words.locale), of: place.of })] : []),
    ...(replies > 0 ? [words('me.replies', { count: replies })] : []),
    ...(finished ? [words('me.finished')] : []),
  ];
}

function rated({ ratings, mean }: Extract<Fate, { is: 'rated' }>, words: Words): string {
  if (mean === null) return words('me.unrated');
  const figure = new Intl.NumberFormat(words.locale, { maximumFractionDigits: 1 }).format(mean);
  return words('me.rated', { count: ratings, mean: figure });
}
