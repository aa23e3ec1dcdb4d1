import type { Actor } from '../../discord/interaction.ts';
import { type Campaign, standingOf } from '../../oasst/campaigns.ts';
import type { TaskRequestType } from '../../oasst/protocol.ts';
import { leaveCampaign } from '../../store/people.ts';
import { type Offer, offeredLanguage } from '../offers.ts';
import type { TaskFilter } from '../task-filter.ts';
import type { CampaignParts } from './campaign-parts.ts';
import { campaignName } from './name.ts';
import { mayJoin, sharedLanguages } from './rules.ts';

/** What somebody gets who asks for a type, and what is to be said of it. */
export type Scope = { filter: TaskFilter; note?: string };

/** What somebody has chosen for themselves. */
type Chooser = { lang: string | null; campaignId: string | null };

/**
 * What somebody works on: in the campaign they have chosen, where that is open and can be worked in from where they are,
 * in one of its languages. What an owner or their roles have changed since is looked at here, each time; whoever has
 * chosen a campaign that is over gets what everybody gets, and is told.
 */
export async function scopeFor(
  parts: CampaignParts,
  actor: Actor,
  person: Chooser | undefined,
  type: TaskRequestType,
  chosen?: string,
): Promise<Scope> {
  const offer = await parts.offers(actor);
  const usual = { filter: { type, lang: chosen ?? offeredLanguage(offer, actor, person?.lang) } };
  if (!person?.campaignId) return usual;
  const { campaignId } = person;
  const campaign = (await parts.campaigns.known()).find(({ id }) => id === campaignId);
  if (!campaign) return usual;
  const words = parts.translator.words(actor.locale);
  const name = campaignName(campaign);
  if (standingOf(campaign, parts.clock.now()) === 'over') {
    await leaveCampaign(parts.db, actor.id, campaignId);
    return { ...usual, note: words('campaign.over', { name }) };
  }
  const lang = languageIn(campaign, actor, { ...person, chosen }, offer);
  const isOpen = standingOf(campaign, parts.clock.now()) === 'open' && mayJoin(campaign, actor);
  if (!isOpen || lang === undefined) return { ...usual, note: words('campaign.outside', { name }) };
  return { filter: { type, lang, campaign } };
}

/**
 * What somebody gets in place of work in a campaign that has none: others may have ended it since the backend was last asked.
 * Undefined where it is open, or they are in none.
 */
export async function outOfClosed(
  parts: CampaignParts,
  actor: Actor,
  person: Chooser | undefined,
  { type, campaign }: TaskFilter,
  chosen?: string,
): Promise<Scope | undefined> {
  if (!campaign) return undefined;
  await parts.campaigns.refresh();
  const scope = await scopeFor(parts, actor, person, type, chosen);
  return scope.filter.campaign ? undefined : scope;
}

function languageIn(
  campaign: Campaign,
  actor: Actor,
  { lang, chosen }: { lang: string | null; chosen: string | undefined },
  offer: Offer,
): string | undefined {
  const languages = sharedLanguages(campaign, offer);
  if (!languages) return undefined;
  if (chosen === undefined) return offeredLanguage({ ...offer, languages }, actor, lang);
  return campaign.languages.length === 0 || campaign.languages.includes(chosen) ? chosen : undefined;
}
