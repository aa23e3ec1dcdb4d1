import type { Actor } from '../../discord/interaction.ts';
import { type Campaign, standingOf } from '../../oasst/campaigns.ts';
import type { Offer } from '../offers.ts';

/** Whether somebody has what a campaign asks for, as far as it can be seen from where they are: a role shows on its own server only. */
export function mayJoin(
  { role }: Campaign,
  { guildId, roles = [] }: Pick<Actor, 'guildId' | 'roles'>,
): boolean {
  return role === null || (guildId === role.guild_id && roles.includes(role.id));
}

/** The languages of a campaign that are offered here; empty stands for every one, undefined for none. */
export function sharedLanguages(
  { languages }: Pick<Campaign, 'languages'>,
  offer: Pick<Offer, 'languages'>,
): readonly string[] | undefined {
  if (languages.length === 0) return offer.languages;
  if (offer.languages.length === 0) return languages;
  const shared = languages.filter((lang) => offer.languages.includes(lang));
  return shared.length > 0 ? shared : undefined;
}

/** The campaigns that somebody can choose where they are, in the order in which they came. */
export function choosable(
  all: readonly Campaign[],
  actor: Pick<Actor, 'guildId' | 'roles'>,
  offer: Pick<Offer, 'languages'>,
  now: number,
): Campaign[] {
  return all.filter(
    (campaign) =>
      standingOf(campaign, now) === 'open' &&
      mayJoin(campaign, actor) &&
      sharedLanguages(campaign, offer) !== undefined,
  );
}
