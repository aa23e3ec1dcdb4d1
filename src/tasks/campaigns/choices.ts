import type { Actor } from '../../discord/interaction.ts';
import type { Campaign } from '../../oasst/campaigns.ts';
import type { CampaignParts } from './campaign-parts.ts';
import { choosable } from './rules.ts';

/** What somebody can choose besides where they are: to leave their campaign, and others. */
export type Choices = { isInOne: boolean; others: readonly Campaign[] };

export const noChoices: Choices = { isInOne: false, others: [] };

/** What an actor can choose who works in this campaign, or in none; nobody waits for it. */
export async function choicesOf(
  { campaigns, offers, clock }: Pick<CampaignParts, 'campaigns' | 'offers' | 'clock'>,
  actor: Pick<Actor, 'guildId' | 'roles'>,
  currentId: string | undefined,
): Promise<Choices> {
  const all = campaigns.current();
  if (all.length === 0 && currentId === undefined) return noChoices;
  const open = choosable(all, actor, await offers(actor), clock.now());
  return { isInOne: currentId !== undefined, others: open.filter(({ id }) => id !== currentId) };
}
