import type { APIApplicationCommandOptionChoice } from 'discord-api-types/v10';
import { clip } from '../../discord/text/clip.ts';
import { foreign } from '../../discord/text/foreign.ts';
import type { Words } from '../../locales/words.ts';
import { type Campaign, standingOf } from '../../oasst/campaigns.ts';
import { lookAlikeKey } from '../../oasst/look-alike.ts';

/** So many suggestions Discord takes, and units in the name and the value of each. */
const MOST = 25;
const UNITS = 100;

type Suggestion = APIApplicationCommandOptionChoice<string>;

/** Campaigns with what was typed in their names, those that are not over first; each stands for its name, or for its id where that is too long. */
export function suggestCampaigns(
  typed: string,
  campaigns: readonly Campaign[],
  now: number,
  words: Words,
): Suggestion[] {
  const wanted = lookAlikeKey(typed);
  const isOver = (one: Campaign) => Number(standingOf(one, now) === 'over');
  return campaigns
    .filter(({ name }) => lookAlikeKey(name).includes(wanted))
    .toSorted((a, b) => isOver(a) - isOver(b))
    .slice(0, MOST)
    .map((one) => {
      const standing = ` · ${words(`campaign.is_${standingOf(one, now)}`)}`;
      const name = clip(foreign(one.name), { units: UNITS - standing.length });
      return { name: `${name}${standing}`, value: one.name.length <= UNITS ? one.name : one.id };
    });
}

/** The same for a list with commas between, in which a name with commas stands in double quotes: what stands before the last one stays. */
export function suggestMoreCampaigns(
  typed: string,
  campaigns: readonly Campaign[],
  now: number,
  words: Words,
): Suggestion[] {
  const [before = ''] = /^(?:(?:"[^"]*"|[^",])*,\s*)*/.exec(typed) ?? [];
  const last = typed.slice(before.length).replaceAll('"', '');
  return suggestCampaigns(last, campaigns, now, words)
    .map(({ name, value }) => ({
      name: before.length + name.length <= UNITS ? `${foreign(before)}${name}`.slice(-UNITS) : name,
      value: `${before}${/[",]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value}`,
    }))
    .filter(({ value }) => value.length <= UNITS);
}
