import { z } from 'zod';
import { CampaignList, CampaignOutcome } from '../../../oasst/campaigns.ts';
import { changeCampaign, createCampaign, endCampaign, reopenCampaign } from '../../campaigns/change.ts';
import { keepCampaigns } from '../../campaigns/list.ts';
import { CampaignChangesSchema, CampaignTermsSchema } from '../../campaigns/requests.ts';
import { Switch, Uuid } from '../../fields.ts';
import type { Api } from '../api/endpoint.ts';

const path = '/extensions/campaigns';
const OneOf = z.object({ campaign_id: Uuid });
const common = { tag: 'extensions', ours: true, access: 'trusted', answer: CampaignOutcome } as const;

/** Adds campaigns: a front end lists them, and its owners begin, change and end them. */
export function addCampaignRoutes({ add, backend }: Api): void {
  const campaigns = keepCampaigns(backend);

  add(
    {
      ...common,
      method: 'get',
      path,
      summary: 'All campaigns, the newest first',
      description: 'How far each is, where that is asked for, is counted at most once a minute.',
      query: z.object({ progress: Switch.default(false) }),
      answer: CampaignList,
    },
    async ({ query }) => ({ campaigns: await campaigns(query.progress) }),
  );

  add(
    {
      ...common,
      method: 'post',
      path,
      summary: 'Begins a campaign',
      body: CampaignTermsSchema,
    },
    ({ body }) => createCampaign(backend, body),
  );

  add(
    {
      ...common,
      method: 'post',
      path: `${path}/{campaign_id}`,
      summary: 'Changes what is said of a campaign; what is left out stays',
      params: OneOf,
      body: CampaignChangesSchema,
    },
    ({ params, body }) => changeCampaign(backend, params.campaign_id, body),
  );

  add(
    {
      ...common,
      method: 'post',
      path: `${path}/{campaign_id}/end`,
      summary: 'Ends a campaign; its conversations go on',
      params: OneOf,
    },
    ({ params }) => endCampaign(backend, params.campaign_id),
  );

  add(
    {
      ...common,
      method: 'post',
      path: `${path}/{campaign_id}/reopen`,
      summary: 'Takes the end of a campaign back',
      params: OneOf,
    },
    ({ params }) => reopenCampaign(backend, params.campaign_id),
  );
}
