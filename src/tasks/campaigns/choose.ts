import type { Actor } from '../../discord/interaction.ts';
import { UserError } from '../../locales/user-error.ts';
import { setCampaign } from '../../store/people.ts';
import type { CampaignParts } from './campaign-parts.ts';
import { choosable } from './rules.ts';

/**
 * Has somebody work in a campaign from now on, or in none; it is looked at whether they may, however they came by it.
 * @throws UserError for a campaign that is not open to them where they are
 */
export async function chooseCampaign(
  parts: CampaignParts,
  actor: Actor,
  campaignId: string | null,
): Promise<void> {
  const { campaigns, offers, db, clock } = parts;
  if (campaignId !== null) {
    const open = choosable(await campaigns.known(), actor, await offers(actor), clock.now());
    if (!open.some(({ id }) => id === campaignId)) throw new UserError('campaign.closed');
  }
  await setCampaign(db, actor.id, campaignId);
}
