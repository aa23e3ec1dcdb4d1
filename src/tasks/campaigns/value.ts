import { z } from 'zod';

const PREFIX = 'campaign~';
const Value = z.union([z.literal('all').transform(() => null), z.uuid()]);

/** The value of an option that leads into a campaign, or out of any. */
export function campaignValue(id: string | null): string {
  return `${PREFIX}${id ?? 'all'}`;
}

/** The campaign of such an option, null for out of any; undefined for the value of another option. */
export function readCampaignValue(value: string | undefined): string | null | undefined {
  if (!value?.startsWith(PREFIX)) return undefined;
  return Value.safeParse(value.slice(PREFIX.length)).data;
}
