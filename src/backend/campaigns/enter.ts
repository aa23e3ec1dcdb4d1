import { standingOf } from '../../oasst/campaigns.ts';
import { codes } from '../../oasst/errors.ts';
import type { Backend } from '../context.ts';
import { RequestError } from '../errors.ts';
import { findCampaign } from './read.ts';
import { languagesOf } from './row.ts';
import type { CampaignRow } from './tables.ts';

/**
 * The campaign that somebody wants work of, which must be open just now, and in this language.
 * @throws RequestError (503, 1006) where there is nothing to do in it
 */
export async function enterCampaign({ db, now }: Backend, id: string, lang: string): Promise<CampaignRow> {
  const row = await findCampaign(db, id);
  if (!row || standingOf(row, now()) !== 'open') throw closed('The campaign is not open.');
  const languages = languagesOf(row);
  if (languages.length > 0 && !languages.includes(lang)) throw closed(`The campaign is not in ${lang}.`);
  return row;
}

function closed(message: string) {
  return new RequestError(503, codes.taskTypeNotAvailable, message);
}
