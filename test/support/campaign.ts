import type { Campaign } from '../../src/oasst/campaigns.ts';

/** A campaign that is open to everybody in every language, but for what is said. */
export function aCampaign(more: Partial<Campaign> = {}): Campaign {
  return {
    id: '00000000-0000-4000-8000-00000000000c',
    name: 'Kitchen',
    topic: '',
    languages: [],
    mix: null,
    goal: null,
    opens_at: null,
    closes_at: null,
    role: null,
    created_at: 0,
    ended_at: null,
    done: null,
    ...more,
  };
}
