import type { Db } from '../backend/db.ts';
import { findCampaignNamed } from '../oasst/campaign-names.ts';
import { DatasetError } from './failures.ts';

/**
 * The id of the campaign of this name or id, however it is spelled.
 * @throws DatasetError that names those there are
 */
export async function campaignNamed(db: Db, name: string): Promise<string> {
  const all = await db.selectFrom('backend_campaigns').select(['id', 'name']).orderBy('name_key').execute();
  const found = findCampaignNamed(all, name);
  if (found) return found.id;
  const names = all.map((one) => `“${one.name}”`).join(', ');
  const there = names === '' ? 'There are none yet' : `There are ${names}`;
  throw new DatasetError(`There is no campaign called “${name}”. ${there}.`);
}
