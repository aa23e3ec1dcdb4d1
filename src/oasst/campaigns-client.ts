import { z } from 'zod';
import {
  Campaign,
  type CampaignChanges,
  CampaignChangesRequest,
  CampaignEndRequest,
  CampaignOutcome,
  CampaignRequest,
  type CampaignTerms,
} from './campaigns.ts';
import { get, post } from './endpoint.ts';
import { readIfOffered } from './offered.ts';
import type { User } from './protocol.ts';
import type { Send } from './transport.ts';

/**
 * Campaigns, where a backend has them: undefined from one that has not. Needs a trusted key. Rejects as the client
 * does.
 */
export type CampaignsClient = {
  /** All of them, the newest first; with `progress`, how far each is, counted at most a minute ago. */
  list(options?: { progress: boolean }): Promise<Campaign[] | undefined>;
  /** Begins one, in the name of an owner, as every change is. */
  create(moderator: User, terms: CampaignTerms): Promise<CampaignOutcome | undefined>;
  /** Changes what is named, which may be said again. */
  change(moderator: User, id: string, changes: CampaignChanges): Promise<CampaignOutcome | undefined>;
  /** Ends it, or takes that back; which may be said again. */
  end(moderator: User, id: string): Promise<CampaignOutcome | undefined>;
  reopen(moderator: User, id: string): Promise<CampaignOutcome | undefined>;
};

/** Those of a list that can be understood: one of a kind that only a newer backend has does not hide the others. */
export const UnderstoodCampaigns = z.object({
  campaigns: z
    .array(Campaign.nullable().catch(null))
    .transform((all) => all.filter((campaign) => campaign !== null)),
});

/** The part of the client that is about campaigns. */
export function campaignsClient(send: Send): CampaignsClient {
  return {
    async list({ progress = false } = { progress: false }) {
      const query = { progress: String(progress) };
      return (await readIfOffered(UnderstoodCampaigns, () => send(get`extensions/campaigns`, { query })))
        ?.campaigns;
    },
    create: (moderator, terms) =>
      readIfOffered(CampaignOutcome, () =>
        send(post`extensions/campaigns`, { form: CampaignRequest, body: { ...terms, moderator } }),
      ),
    change: (moderator, id, changes) =>
      readIfOffered(CampaignOutcome, () => {
        const body = { ...changes, moderator };
        return send(post`extensions/campaigns/${id}`, {
          form: CampaignChangesRequest,
          body,
          repeatable: true,
        });
      }),
    end: (moderator, id) =>
      readIfOffered(CampaignOutcome, () => send(post`extensions/campaigns/${id}/end`, ended(moderator))),
    reopen: (moderator, id) =>
      readIfOffered(CampaignOutcome, () => send(post`extensions/campaigns/${id}/reopen`, ended(moderator))),
  };
}

function ended(moderator: User) {
  return { form: CampaignEndRequest, body: { moderator }, repeatable: true };
}
