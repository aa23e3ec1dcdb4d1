import { z } from 'zod';
import {
  type Campaign,
  CampaignMix,
  type CampaignProgress,
  type CampaignTerms,
  nameKey,
} from '../../oasst/campaigns.ts';
import type { CampaignRow } from './tables.ts';

const Languages = z.array(z.string());

/** The languages of a campaign; none stands for every one. */
export function languagesOf({ languages }: Pick<CampaignRow, 'languages'>): string[] {
  return Languages.parse(JSON.parse(languages));
}

/** The mix of a campaign; null for that of the collection. */
export function mixOf({ mix }: Pick<CampaignRow, 'mix'>): CampaignMix | null {
  return mix === null ? null : CampaignMix.parse(JSON.parse(mix));
}

/** A campaign as it goes over the wire. */
export function campaignOf(row: CampaignRow, progress?: CampaignProgress): Campaign {
  const { id, name, topic, goal_of, goal, opens_at, closes_at, role_id, role_guild_id } = row;
  return {
    ...{ id, name, topic, opens_at, closes_at },
    languages: languagesOf(row),
    mix: mixOf(row),
    goal: goal_of && goal ? { of: goal_of, count: goal } : null,
    role: role_id && role_guild_id ? { id: role_id, guild_id: role_guild_id } : null,
    created_at: row.created_at,
    ended_at: row.ended_at,
    done: row.told,
    ...(progress ? { progress } : {}),
  };
}

/** The columns that what an owner says of a campaign fills: those of what is left out are left out. */
export function columnsOf(terms: Partial<CampaignTerms>): Partial<CampaignRow> {
  const { name, topic, languages, mix, goal, opens_at, closes_at, role } = terms;
  return {
    ...(name === undefined ? {} : { name, name_key: nameKey(name) }),
    ...(topic === undefined ? {} : { topic }),
    ...(languages === undefined ? {} : { languages: JSON.stringify([...new Set(languages)]) }),
    ...(mix === undefined ? {} : { mix: mix && JSON.stringify(mix) }),
    ...(goal === undefined ? {} : { goal_of: goal?.of ?? null, goal: goal?.count ?? null }),
    ...(opens_at === undefined ? {} : { opens_at }),
    ...(closes_at === undefined ? {} : { closes_at }),
    ...(role === undefined ? {} : { role_id: role?.id ?? null, role_guild_id: role?.guild_id ?? null }),
  };
}
