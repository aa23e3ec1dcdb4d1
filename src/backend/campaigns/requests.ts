import { z } from 'zod';
import { CampaignTerms } from '../../oasst/campaigns.ts';
import { isLanguage, LANGUAGE_RULE, Lang } from '../request-fields.ts';

/** What makes a campaign: its languages in the one form that queues are kept under. */
export const CampaignTermsSchema = CampaignTerms.extend({
  languages: z.array(Lang.refine(isLanguage, `must be ${LANGUAGE_RULE}`)).max(25),
});

/** What changes one: what is left out stays. */
export const CampaignChangesSchema = CampaignTermsSchema.partial();
