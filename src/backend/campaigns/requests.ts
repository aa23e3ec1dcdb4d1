import { z } from 'zod';
import { CampaignTerms } from '../../oasst/campaigns.ts';
import { hasVisible } from '../../text.ts';
import { isLanguage, LANGUAGE_RULE, Lang } from '../request-fields.ts';
import { PersonSchema } from '../users/requests.ts';

/** What makes a campaign: a name that can be seen, and its languages in the one form that queues are kept under. */
const CampaignTermsSchema = CampaignTerms.extend({
  name: CampaignTerms.shape.name.refine(hasVisible, 'must have something to see in it'),
  languages: z.array(Lang.refine(isLanguage, `must be ${LANGUAGE_RULE}`)).max(25),
});

/** Who wants it done; whoever has the key, when left out. */
const moderator = PersonSchema.optional();

/** What changes one: what is left out stays. */
export const CampaignChangesSchema = CampaignTermsSchema.partial().extend({ moderator });

/** A new one, and whose it is. */
export const NewCampaignSchema = CampaignTermsSchema.extend({ moderator });

/** Who ends one, or takes that back. */
export const CampaignEndSchema = z.object({ moderator }).optional();
