import { quoted } from '../../discord/text/inline.ts';
import { stamp } from '../../discord/text/stamp.ts';
import { listed } from '../../locales/join.ts';
import { languageName } from '../../locales/languages.ts';
import { numbersIn } from '../../locales/numbers.ts';
import type { WordKey, Words } from '../../locales/words.ts';
import { CampaignGoal, CampaignMix, CampaignTerms } from '../../oasst/campaigns.ts';
import { TaskType } from '../../oasst/protocol.ts';
import { mixInWords } from '../campaigns/card.ts';
import { eventKeys, eventNamed } from '../webhooks/card.ts';
import { filtersInWords } from './filters.ts';

/** Stands for what there is none of. */
export const NONE = '–';
const TEXT = { units: 120, bytes: 240 };

/** How a value of an act is told; what is of another form, as a newer version may write it, as if it were none. */
type Tell = (value: unknown, words: Words, act: string) => string;

/** What of a value can be changed and is told, by the name that the trail has for it: what it is called, and how it reads. */
export const fields: Readonly<Record<string, { label: WordKey; tell: Tell }>> = {
  languages: { label: 'trail.field_languages', tell: languages },
  kinds: { label: 'trail.field_kinds', tell: kinds },
  logChannel: { label: 'trail.field_log', tell: channel },
  postChannel: { label: 'trail.field_post', tell: channel },
  weekly: { label: 'trail.field_weekly', tell: onOrOff },
  name: { label: 'trail.field_name', tell: text },
  topic: { label: 'trail.field_topic', tell: text },
  mix: { label: 'trail.field_mix', tell: mix },
  goal: { label: 'trail.field_goal', tell: goal },
  opens_at: { label: 'trail.field_opens', tell: moment },
  closes_at: { label: 'trail.field_closes', tell: moment },
  role: { label: 'trail.field_role', tell: role },
  text: { label: 'trail.field_text', tell: text },
  events: { label: 'trail.field_events', tell: events },
  filters: { label: 'trail.field_filters', tell: filters },
  campaign: { label: 'trail.field_campaign', tell: text },
  file: { label: 'trail.field_file', tell: text },
  trees: { label: 'trail.field_trees', tell: number },
  stories: { label: 'trail.field_stories', tell: number },
  client: { label: 'trail.field_client', tell: text },
  trusted: { label: 'trail.field_trusted', tell: onOrOff },
};

function text(value: unknown): string {
  const line = quoted(typeof value === 'string' ? value : JSON.stringify(value ?? ''), TEXT);
  return line === '' ? NONE : `“${line}”`;
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

function filters(value: unknown, words: Words): string {
  return filtersInWords(strings(value), words) || NONE;
}

function languages(value: unknown, words: Words, act: string): string {
  const names = strings(value).map((lang) => languageName(lang, words.locale));
  const any = act === 'server' ? 'setup.languages_any' : 'campaign.all_languages';
  return listed(names, words) || words(any);
}

function kinds(value: unknown, words: Words): string {
  const known = strings(value).flatMap((name) => TaskType.safeParse(name).data ?? []);
  return (
    listed(
      known.map((kind) => words(`type.${kind}`)),
      words,
    ) || words('setup.kinds_any')
  );
}

function channel(value: unknown): string {
  return typeof value === 'string' ? `<#${value}>` : NONE;
}

function onOrOff(value: unknown, words: Words): string {
  return words(value === true ? 'settings.on' : 'settings.off');
}

function mix(value: unknown, words: Words): string {
  const { data } = CampaignMix.safeParse(value);
  return data ? mixInWords(data, words) : words('campaign.usual_mix');
}

function goal(value: unknown, words: Words): string {
  const { data } = CampaignGoal.safeParse(value);
  if (!data) return NONE;
  const count = numbersIn(words.locale).format(data.count);
  return `${count} (${words(`command.campaign.of_${data.of}`)})`;
}

function number(value: unknown, words: Words): string {
  return typeof value === 'number' ? numbersIn(words.locale).format(value) : NONE;
}

function moment(value: unknown): string {
  return typeof value === 'number' ? stamp(value, 'f') : NONE;
}

function role(value: unknown): string {
  const { data } = CampaignTerms.shape.role.safeParse(value);
  return data ? `<@&${data.id}>` : NONE;
}

function events(value: unknown, words: Words): string {
  const known = strings(value).flatMap((name) => eventNamed(name) ?? []);
  return (
    listed(
      known.map((event) => words(eventKeys[event])),
      words,
    ) || words('webhook.event_all')
  );
}
