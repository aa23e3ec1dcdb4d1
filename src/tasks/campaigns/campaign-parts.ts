import type { Kysely } from 'kysely';
import type { Clock } from '../../clock.ts';
import type { Translator } from '../../locales/words.ts';
import type { Schema } from '../../store/schema.ts';
import type { Offers } from '../offers.ts';
import type { KnownCampaigns } from './keep.ts';

/** What campaigns are looked at with. */
export type CampaignParts = {
  db: Kysely<Schema>;
  campaigns: KnownCampaigns;
  offers: Offers;
  clock: Pick<Clock, 'now'>;
  translator: Translator;
};
