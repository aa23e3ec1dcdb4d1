import { z } from 'zod';
import { CampaignList, CampaignOutcome } from '../../../oasst/campaigns.ts';
import { changeCampaign, createCampaign, endCampaign, reopenCampaign } from '../../campaigns/change.ts';
import { keepCampaigns } from '../../campaigns/list.ts';
import { CampaignChangesSchema, CampaignEndSchema, NewCampaignSchema } from '../../campaigns/requests.ts';
import { Switch, Uuid } from '../../fields.ts';
import { actorOfCall } from '../../trail/actor.ts';
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
      body: NewCampaignSchema,
    },
    ({ client, body: { moderator, ...terms } }) =>
      createCampaign(backend, actorOfCall(client, moderator), terms),
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
    ({ client, params, body: { moderator, ...changes } }) =>
      changeCampaign(backend, actorOfCall(client, moderator), params.campaign_id, changes),
  );

  add(
    {
      ...common,
      method: 'post',
      path: `${path}/{campaign_id}/end`,
      summary: 'Ends a campaign; its conversations go on',
      params: OneOf,
      body: CampaignEndSchema,
    },
    ({ client, params, body }) =>
      endCampaign(backend, actorOfCall(client, body?.moderator), params.campaign_id),
  );

  add(
    {
      ...common,
      method: 'post',
      path: `${path}/{campaign_id}/reopen`,
      summary: 'Takes the end of a campaign back',
      params: OneOf,
      body: CampaignEndSchema,
    },
    ({ client, params, body }) =>
      reopenCampaign(backend, actorOfCall(client, body?.moderator), params.campaign_id),
  );
}
