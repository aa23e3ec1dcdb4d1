import type { APIEmbed } from 'discord-api-types/v10';
import { colours } from '../../discord/colours.ts';
import { quoted } from '../../discord/text/inline.ts';
import { stamp } from '../../discord/text/stamp.ts';
import { languageName } from '../../locales/languages.ts';
import { ordinal } from '../../locales/ordinal.ts';
import type { Words } from '../../locales/words.ts';
import type { Judgement, Outcome } from '../../oasst/judgements.ts';

const EXCERPT = { units: 300, bytes: 600 };

/** What somebody judged, and what became of it. */
export function judgementEmbed(
  { type, lang, created, about, outcome }: Judgement,
  number: number,
  words: Words,
): APIEmbed {
  const facts = [languageName(lang, words.locale), stamp(Date.parse(created), 'R')].join(' · ');
  const text = about === '' ? '' : `\n\n${quoted(about, EXCERPT)}`;
  return {
    title: `${number} · ${words(`type.${type}`)}`,
    description: `${facts}\n${outcomeLine(outcome, words)}${text}`,
    color: colours.neutral,
  };
}

/** What became of what was judged, and how often it was ranked where that still counts. */
function outcomeLine(outcome: Outcome, words: Words): string {
  switch (outcome.is) {
    case 'waiting':
      return `⏳ ${words('me.waiting', { reviews: outcome.reviews, needed: outcome.needed })}`;
    case 'accepted':
      return `✅ ${words('me.outcome_accepted')}`;
    case 'refused':
      return `❌ ${words('me.outcome_refused')}`;
    case 'ranked':
      return rankedLine(outcome, words);
    case 'rated': {
      const figure = new Intl.NumberFormat(words.locale, { maximumFractionDigits: 1 });
      const mean = words('me.rated', { count: outcome.ratings, mean: figure.format(outcome.mean) });
      return `⭐ ${words('me.outcome_rated', { own: outcome.own })} · ${mean}`;
    }
    case 'compared':
      return comparedLine(outcome, words);
    case 'counted':
      return `☑️ ${words('me.outcome_counted')}`;
    case 'gone':
      return `⏹️ ${words('me.outcome_gone')}`;
  }
}

const signs = { waiting: '⏳', growing: '💬', finished: '🏁' } as const;

function comparedLine(
  { rankings, needed, conversation }: Extract<Outcome, { is: 'compared' }>,
  words: Words,
): string {
  const how = words(`me.outcome_conversation_${conversation}`);
  const count = words('me.outcome_rankings', { rankings, needed });
  return `${signs[conversation]} ${rankings < needed && conversation !== 'finished' ? `${how}\n${count}` : how}`;
}

function rankedLine({ place, rankings, needed }: Extract<Outcome, { is: 'ranked' }>, words: Words): string {
  if (!place) return `⏳ ${words('me.outcome_rankings', { rankings, needed })}`;
  return `🏁 ${words('me.outcome_place', { place: ordinal(place.place, words.locale), of: place.of })}`;
}
