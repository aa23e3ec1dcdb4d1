import { ComponentType } from 'discord-api-types/v10';
import { customId } from '../../discord/custom-id.ts';
import { notice } from '../../discord/notice.ts';
import { clip } from '../../discord/text/clip.ts';
import { foreign } from '../../discord/text/foreign.ts';
import { shorten } from '../../discord/text/shorten.ts';
import { stamp } from '../../discord/text/stamp.ts';
import type { View } from '../../discord/view.ts';
import { parted, withName } from '../../locales/join.ts';
import type { Words } from '../../locales/words.ts';
import type { KnownSetting, KnownSettings, MadeChange, SettingChange } from '../../oasst/settings.ts';
import { groupNames, groups } from './fields.ts';
import { inWords, nameOf } from './values.ts';

const MOST_CHANGES = 3;

/** The numbers of a collection by subject, the last changes, and a select that opens the form of one subject. */
export function settingsCard(
  { settings, history }: KnownSettings,
  words: Words,
  { note, texts = [] }: { note?: string | undefined; texts?: readonly string[] } = {},
): View {
  const sections = groupNames.map((group) => {
    const lines = groups[group]
      .map((name) => settings.find((setting) => setting.name === name))
      .filter((setting) => setting !== undefined)
      .map((setting) => settingLine(setting, words));
    return `**${words(`settings.group_${group}`)}**\n${lines.join('\n')}`;
  });
  const trail = history.slice(0, MOST_CHANGES).map((change) => trailLine(change, words));
  const last = trail.length > 0 ? [`**${words('settings.last')}**\n${trail.join('\n')}`] : [];
  const text = [
    ...(note === undefined ? [] : [note]),
    words('settings.intro'),
    ...sections,
    ...last,
    ...texts,
  ];
  const view = notice(clip(text.join('\n\n'), { units: 4_000, bytes: 8_000 }), [], words('settings.title'));
  const select = {
    type: ComponentType.StringSelect as const,
    custom_id: customId('setting'),
    placeholder: words('settings.choose'),
    options: groupNames.map((group) => ({ value: group, label: words(`settings.group_${group}`) })),
  };
  return { ...view, components: [{ type: ComponentType.ActionRow, components: [select] }] };
}

function settingLine({ name, value, source }: KnownSetting, words: Words): string {
  const mark = source === 'given' ? '' : ` (${words(`settings.source_${source}`)})`;
  return `• ${withName(nameOf(name, words), `**${inWords(name, value, words)}**${mark}`, words)}`;
}

function trailLine({ by, date, changes }: MadeChange, words: Words): string {
  const who = by.startsWith('discord:') ? `<@${by.slice('discord:'.length)}>` : `\`${foreign(by)}\``;
  const what = parted(
    changes.map((change) => changeText(change, words)),
    words,
  );
  return `• ${withName(`${stamp(Date.parse(date), 'd')} ${who}`, shorten(what, { units: 300 }), words)}`;
}

/** One change: what it is, and what it was. */
export function changeText({ name, from, to }: SettingChange, words: Words): string {
  return words('settings.change', {
    name: nameOf(name, words),
    from: inWords(name, from, words),
    to: inWords(name, to, words),
  });
}
