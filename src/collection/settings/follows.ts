import { sentences } from '../../locales/sentences.ts';
import type { Words } from '../../locales/words.ts';
import type { HoldsFrom, KnownSetting, SettingProblem, WeighedSettings } from '../../oasst/settings.ts';
import { changeText } from './card.ts';
import { nameOf } from './values.ts';

/** What would follow from a change, in sentences: what changes, what is decided at once, and from when on the rest holds. */
export function followsText(
  { changes, accepted, refused, trees }: WeighedSettings,
  settings: readonly KnownSetting[],
  words: Words,
): string {
  const lines = changes.map((change) => `• ${changeText(change, words)}`);
  const moments = new Set<HoldsFrom>(
    changes.flatMap(({ name }) => settings.find((setting) => setting.name === name)?.holds ?? []),
  );
  const atOnce = [
    ...(accepted > 0 ? [words('settings.accepted', { count: accepted })] : []),
    ...(refused > 0 ? [words('settings.refused', { count: refused })] : []),
    ...(trees > 0 ? [words('settings.trees', { count: trees })] : []),
  ];
  const touches = moments.has('now') || moments.has('undecided');
  const consequences = touches && atOnce.length === 0 ? [words('settings.nothing_at_once')] : atOnce;
  const later = (['undecided', 'new_trees', 'new_tasks', 'next'] as const)
    .filter((moment) => moments.has(moment))
    .map((moment) => words(`settings.holds_${moment}`));
  return [lines.join('\n'), sentences(words.locale, ...consequences, ...later)].join('\n\n');
}

/** Why the backend does not take a value. */
export function refusalText({ name, what, rule }: SettingProblem, words: Words): string {
  const values = { name: nameOf(name, words), rule: `\`${rule}\`` };
  return words(`settings.refused_${what}`, values);
}
