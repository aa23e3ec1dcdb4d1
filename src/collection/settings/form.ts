import { type APILabelComponent, ComponentType, TextInputStyle } from 'discord-api-types/v10';
import type { ModalFields } from '../../discord/interaction.ts';
import { modalLimits } from '../../discord/limits/limits.ts';
import { clip } from '../../discord/text/clip.ts';
import { foreign } from '../../discord/text/foreign.ts';
import { shorten } from '../../discord/text/shorten.ts';
import { tickField } from '../../discord/tick-field.ts';
import type { Modal } from '../../discord/view.ts';
import { numbersIn } from '../../locales/numbers.ts';
import type { Words } from '../../locales/words.ts';
import type { KnownSetting, SettingValue } from '../../oasst/settings.ts';
import { type GroupName, groups } from './fields.ts';
import { helpOf, inWords, nameOf, rangeOf, readNumber, written } from './values.ts';

const SWITCHES = 'switches';

/** The form of one subject, filled with what is set now. */
export function settingsForm(
  custom_id: string,
  group: GroupName,
  settings: readonly KnownSetting[],
  words: Words,
): Modal {
  const own = inGroup(group, settings);
  const switches = own.filter(isSwitch);
  const numbers = own.filter((setting) => !isSwitch(setting));
  return {
    custom_id,
    title: shorten(words(`settings.group_${group}`), { units: modalLimits.title }),
    components: [
      ...(switches.length > 0 ? [switchField(switches, words)] : []),
      ...numbers.map((setting) => numberField(setting, words)),
    ],
  };
}

function switchField(switches: readonly KnownSetting[], words: Words): APILabelComponent {
  return tickField(
    SWITCHES,
    { label: words('settings.switches'), description: words('settings.switches_help') },
    switches.map(({ name, value }) => ({
      value: name,
      label: nameOf(name, words),
      description: helpOf(name, words),
      ...(value === true ? { default: true } : {}),
    })),
  );
}

function numberField(setting: KnownSetting, words: Words): APILabelComponent {
  return {
    type: ComponentType.Label,
    label: nameOf(setting.name, words),
    description: helpText(setting, words),
    component: {
      type: ComponentType.TextInput,
      custom_id: setting.name,
      style: TextInputStyle.Short,
      required: true,
      max_length: 20,
      value: written(setting.name, setting.value),
    },
  };
}

/** What was entered: the values that differ from now, or a line for each that cannot be. */
export function readSettingsForm(
  group: GroupName,
  settings: readonly KnownSetting[],
  fields: ModalFields,
  words: Words,
): { values: Record<string, SettingValue>; problems: string[] } {
  const values: Record<string, SettingValue> = {};
  const problems: string[] = [];
  for (const setting of inGroup(group, settings)) {
    const value = entered(setting, fields);
    if (value === 'wrong') problems.push(problemText(setting, String(fields[setting.name]), words));
    else if (value !== undefined && value !== setting.value) values[setting.name] = value;
  }
  return { values, problems };
}

/** Undefined for what was not on the form, and for a number that stands there as it was filled in. */
function entered(setting: KnownSetting, fields: ModalFields): SettingValue | 'wrong' | undefined {
  const { name, value } = setting;
  if (isSwitch(setting)) {
    const ticked = fields[SWITCHES];
    return ticked === undefined ? undefined : Array.isArray(ticked) && ticked.includes(name);
  }
  const typed = fields[name];
  if (typeof typed !== 'string' || typed === written(name, value)) return undefined;
  return readNumber(setting, typed) ?? 'wrong';
}

function problemText(setting: KnownSetting, typed: string, words: Words): string {
  return words('settings.wrong', {
    name: nameOf(setting.name, words),
    rule: rangeText(setting, words),
    typed: clip(foreign(typed), { units: 40 }),
  });
}

/** What a number does, between which ends it is, and what it is where nobody has changed it. */
function helpText(setting: KnownSetting, words: Words): string {
  const { min, max } = rangeOf(setting);
  const told = numbersIn(words.locale);
  return words('settings.help', {
    help: helpOf(setting.name, words),
    min: told.format(min),
    max: told.format(max),
    standard: inWords(setting.name, setting.standard, words),
  });
}

function rangeText(setting: KnownSetting, words: Words): string {
  const { min, max, whole } = rangeOf(setting);
  return words(whole ? 'settings.range_whole' : 'settings.range', { min, max });
}

function isSwitch({ type }: KnownSetting): boolean {
  return type === 'boolean';
}

function inGroup(group: GroupName, settings: readonly KnownSetting[]): KnownSetting[] {
  const names: readonly string[] = groups[group];
  return settings.filter(({ name }) => names.includes(name));
}
