import { z } from 'zod';
import type { CommandInteraction } from '../../discord/interaction.ts';
import { clip } from '../../discord/text/clip.ts';
import { readLanguage } from '../../locales/languages.ts';
import { UserError } from '../../locales/user-error.ts';
import {
  type Campaign,
  type CampaignChanges,
  type CampaignMix,
  campaignKinds,
} from '../../oasst/campaigns.ts';

/** What an owner types to take away what is set. */
const NONE = '-';
const DAY_MS = 24 * 60 * 60_000;

type Options = CommandInteraction['options'];

/**
 * What the options of `/campaign create` and `/campaign edit` say of a campaign; what was not given is left out. `before`
 * is the goal that is edited: a new number counts what it counted.
 * @throws UserError for what cannot be read, with what it should be
 */
export function termsIn(
  { options, guildId, actor }: CommandInteraction,
  before: Campaign['goal'] = null,
): CampaignChanges {
  const text = (name: string) => (options[name] === undefined ? undefined : String(options[name]).trim());
  const [topic, languages, kinds, from, until] = ['topic', 'languages', 'kinds', 'from', 'until'].map(text);
  return {
    ...(topic === undefined ? {} : { topic: topic === NONE ? '' : topic }),
    ...(languages === undefined ? {} : { languages: readLanguages(languages, actor.locale) }),
    ...(kinds === undefined ? {} : { mix: readMix(kinds) }),
    ...(from === undefined ? {} : { opens_at: readMoment(from, 0) }),
    ...(until === undefined ? {} : { closes_at: readMoment(until, DAY_MS) }),
    ...goalIn(options, before),
    ...roleIn(options, guildId),
  };
}

/** `en, German` as languages; every one for a `-`. @throws UserError */
function readLanguages(text: string, locale: string): string[] {
  if (text === NONE) return [];
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const lang = readLanguage(part, locale);
      if (lang === undefined)
        throw new UserError('problem.language', { language: clip(part, { units: 50 }) });
      return lang;
    });
}

const Share = z.coerce.number().min(0).max(1_000);

/** `replies=4, labels` as a mix, where a kind without a number counts 1; that of the collection for a `-`. @throws UserError */
export function readMix(text: string): CampaignMix | null {
  if (text === NONE) return null;
  const mix: CampaignMix = { prompts: 0, replies: 0, labels: 0, rankings: 0 };
  for (const part of text.split(/[,\s]+/).filter((one) => one !== '')) {
    const [name, number = '1'] = part.toLowerCase().split('=');
    const kind = campaignKinds.find((one) => one === name);
    const share = number === '' ? undefined : Share.safeParse(number).data;
    if (kind === undefined || share === undefined) throw wrongKinds();
    mix[kind] = share;
  }
  if (campaignKinds.every((kind) => mix[kind] === 0)) throw wrongKinds();
  return mix;
}

function wrongKinds() {
  return new UserError('campaign.wrong_kinds', { kinds: campaignKinds });
}

const Day = z.iso.date();
const Minute = z.iso.datetime({ local: true, precision: -1 });

/**
 * `2026-12-01` or `2026-12-01 18:00` in UTC, as epoch ms; none for a `-`. A day without a time counts from its beginning,
 * or, with `wholeDayMs`, to its end. @throws UserError
 */
export function readMoment(text: string, wholeDayMs: number): number | null {
  if (text === NONE) return null;
  const day = Day.safeParse(text).data;
  if (day !== undefined) return Date.parse(day) + wholeDayMs;
  const minute = Minute.safeParse(text.replace(/\s+/, 'T')).data;
  if (minute === undefined) throw new UserError('campaign.wrong_date');
  return Date.parse(`${minute}Z`);
}

/** A goal of 0 is none; what is not said of it stays, and what was never said is that it counts conversations. */
function goalIn({ goal, of }: Options, before: Campaign['goal']): Pick<CampaignChanges, 'goal'> {
  if (goal === 0) return { goal: null };
  const count = goal === undefined ? before?.count : Number(goal);
  if (count === undefined || (goal === undefined && of === undefined)) return {};
  const counted = of ?? before?.of;
  return { goal: { of: counted === 'messages' ? 'messages' : 'trees', count } };
}

/** @throws UserError for a role where there is no server */
function roleIn({ role, everybody }: Options, guildId: string | undefined): Pick<CampaignChanges, 'role'> {
  if (everybody === true) return { role: null };
  if (role === undefined) return {};
  if (guildId === undefined) throw new UserError('team.no_server');
  return { role: { id: String(role), guild_id: guildId } };
}
