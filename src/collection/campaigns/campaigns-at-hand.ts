import type { Campaign } from '../../oasst/campaigns.ts';

/** The campaigns as contributors are shown them, which are read again when an owner has changed one. */
export type CampaignsAtHand = { current(): readonly Campaign[]; refresh(): Promise<void> };

/** What campaigns are suggested from while a name is typed. */
export type KnowsCampaigns = { campaigns: Pick<CampaignsAtHand, 'current'> };
