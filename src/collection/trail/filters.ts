import { inline } from '../../discord/text/inline.ts';
import { exportStates } from '../../exports.ts';
import { listed, withName } from '../../locales/join.ts';
import { languageName } from '../../locales/languages.ts';
import type { Words } from '../../locales/words.ts';

const VALUE = { units: 60, bytes: 120 };
const switches = ['labels', 'samples'] as const;
const numbers = ['since', 'until', 'people'] as const;

/** The filters of an export in words, as far as `/export` has options for them; others as the command line has them. */
export function filtersInWords(filters: readonly string[], words: Words): string {
  const said = given(filters).filter((one) => !isSwitch(one, '--no-')); // which says what holds anyway
  return listed(
    said.map((one) => filterInWords(one, words)),
    words,
  );
}

function filterInWords(filter: string, words: Words): string {
  const [, name = '', typed = ''] = /^--([^=]+)=?(.*)$/su.exec(filter) ?? [];
  const value = inline(typed, VALUE);
  const toggle = switches.find((one) => one === name);
  if (toggle && typed === '') return words(`trail.filter_${toggle}`);
  if (typed === '') return inline(filter, VALUE);
  const plain = numbers.find((one) => one === name);
  if (plain) return words(`trail.filter_${plain}`, { value });
  if (name === 'min-quality') return words('trail.filter_quality', { value });
  if (name === 'campaign') return withName(words('trail.field_campaign'), `“${value}”`, words);
  if (name === 'lang') return words('trail.filter_lang', { value: languagesIn(typed, words) });
  if (name === 'state') return words('trail.filter_state', { value: statesIn(typed, words) });
  return inline(filter, VALUE);
}

function isSwitch(filter: string, before: string): boolean {
  return switches.some((name) => filter === `${before}${name}`);
}

/** Each filter with its value in one piece, however it was typed. */
function given(filters: readonly string[]): string[] {
  const joined: string[] = [];
  for (const one of filters) {
    const last = joined.at(-1);
    const takes =
      last !== undefined && !last.includes('=') && !isSwitch(last, '--') && !isSwitch(last, '--no-');
    const goesOn = takes && !one.startsWith('--');
    if (goesOn) joined.splice(-1, 1, `${last}=${one}`);
    else joined.push(one);
  }
  return joined;
}

function languagesIn(typed: string, words: Words): string {
  const names = typed.split(',').map((lang) => inline(languageName(lang.trim(), words.locale), VALUE));
  return listed(names, words);
}

function statesIn(typed: string, words: Words): string {
  const names = typed.split(',').map((part) => {
    const state = exportStates.find((one) => one === part.trim());
    return state ? words(`export.state_${state}`) : inline(part.trim(), VALUE);
  });
  return listed(names, words);
}
