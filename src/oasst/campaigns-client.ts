import { type Campaign, CampaignChanges, CampaignList, CampaignOutcome, CampaignTerms } from './campaigns.ts';
import { get, post } from './endpoint.ts';
import { readIfOffered } from './offered.ts';
import type { Send } from './transport.ts';

/**
 * Campaigns, where a backend has them: undefined from one that has not. Needs a trusted key. Rejects as the client
 * does.
 */
export type CampaignsClient = {
  /** All of them, the newest first; with `progress`, how far each is, counted at most a minute ago. */
  list(options?: { progress: boolean }): Promise<Campaign[] | undefined>;
  create(terms: CampaignTerms): Promise<CampaignOutcome | undefined>;
  /** Changes what is named, which may be said again. */
  change(id: string, changes: CampaignChanges): Promise<CampaignOutcome | undefined>;
  /** Ends it, or takes that back; which may be said again. */
  end(id: string): Promise<CampaignOutcome | undefined>;
  reopen(id: string): Promise<CampaignOutcome | undefined>;
};

/** The part of the client that is about campaigns. */
export function campaignsClient(send: Send): CampaignsClient {
  return {
    async list({ progress = false } = { progress: false }) {
      const query = { progress: String(progress) };
      return (await readIfOffered(CampaignList, () => send(get`extensions/campaigns`, { query })))?.campaigns;
    },
    create: (body) =>
      readIfOffered(CampaignOutcome, () => send(post`extensions/campaigns`, { form: CampaignTerms, body })),
    change: (id, body) =>
      readIfOffered(CampaignOutcome, () =>
        send(post`extensions/campaigns/${id}`, { form: CampaignChanges, body, repeatable: true }),
      ),
    end: (id) =>
      readIfOffered(CampaignOutcome, () => send(post`extensions/campaigns/${id}/end`, { repeatable: true })),
    reopen: (id) =>
      readIfOffered(CampaignOutcome, () =>
        send(post`extensions/campaigns/${id}/reopen`, { repeatable: true }),
      ),
  };
}
