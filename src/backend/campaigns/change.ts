import type { CampaignChanges, CampaignOutcome, CampaignTerms } from '../../oasst/campaigns.ts';
import { differences } from '../../store/acts.ts';
import { oneAtATime } from '../../store/one-at-a-time.ts';
import { isUniqueViolation } from '../../store/unique-violation.ts';
import type { Backend } from '../context.ts';
import type { Trx } from '../db.ts';
import { lockRow } from '../lock-row.ts';
import { record } from '../trail/record.ts';
import type { ActName } from '../trail/tables.ts';
import { tell } from './done.ts';
import { findCampaign } from './read.ts';
import { isFull, isLookAlike, isOneTooMany } from './room.ts';
import { campaignOf, columnsOf } from './row.ts';
import type { CampaignRow } from './tables.ts';

/** Begins a campaign, in the name of whoever wants it, as acts name them. */
export async function createCampaign(
  backend: Backend,
  actor: string,
  terms: CampaignTerms,
): Promise<CampaignOutcome> {
  const { newId, now } = backend;
  if (isNeverOpen(terms)) return { refused: 'never_open' };
  if (isPast(terms.closes_at, now())) return { refused: 'already_over' };
  return await unlessNameTaken(backend, async (trx) => {
    if (await isLookAlike(trx, terms.name)) return { refused: 'name_taken' };
    if (await isFull(trx, now())) return { refused: 'full' };
    const fresh: CampaignRow = { ...blank, ...columnsOf(terms), id: newId(), created_at: now() };
    await trx.insertInto('backend_campaigns').values(fresh).execute();
    await noteChange(trx, backend, { act: 'campaign_create', actor }, undefined, fresh);
    return { campaign: campaignOf(fresh) };
  });
}

/** Changes what is said of a campaign; what is left out stays. A later last day lets one go on that is over. What is under way goes on as it began. */
export async function changeCampaign(
  backend: Backend,
  actor: string,
  id: string,
  changes: CampaignChanges,
): Promise<CampaignOutcome> {
  return await unlessNameTaken(backend, async (trx) => {
    const row = await lockedRow(trx, id);
    if (!row) return { refused: 'unknown' };
    const { name, goal, closes_at } = changes;
    if (name !== undefined && (await isLookAlike(trx, name, id))) return { refused: 'name_taken' };
    const isLonger = goal !== undefined || closes_at !== undefined;
    const columns = { ...columnsOf(changes), ...(isLonger && row.ended_at === null ? { told: null } : {}) };
    const changed = { ...row, ...columns };
    if (isNeverOpen(changed)) return { refused: 'never_open' };
    if (isPast(closes_at, backend.now())) return { refused: 'already_over' };
    if (await isOneTooMany(trx, row, changed, backend.now())) return { refused: 'full' };
    if (Object.keys(columns).length > 0)
      await trx.updateTable('backend_campaigns').set(columns).where('id', '=', id).execute();
    await noteChange(trx, backend, { act: 'campaign_change', actor }, row, changed);
    return { campaign: campaignOf(changed) };
  });
}

/** Ends a campaign, whose conversations all go on; ending one again changes nothing. */
export async function endCampaign(backend: Backend, actor: string, id: string): Promise<CampaignOutcome> {
  const { db, now } = backend;
  return await db.transaction().execute(async (trx): Promise<CampaignOutcome> => {
    const row = await lockedRow(trx, id);
    if (!row) return { refused: 'unknown' };
    if (row.ended_at === null) await tell(trx, row, 'owner', now());
    const end = { ended_at: row.ended_at ?? now(), told: row.told ?? ('owner' as const) };
    const ended = await setEnd(trx, row, end);
    await noteChange(trx, backend, { act: 'campaign_end', actor }, row, ended);
    return { campaign: campaignOf(ended) };
  });
}

/** Takes the end of a campaign back. */
export async function reopenCampaign(backend: Backend, actor: string, id: string): Promise<CampaignOutcome> {
  return await backend.db.transaction().execute(async (trx): Promise<CampaignOutcome> => {
    await oneAtATime(trx, 'campaigns');
    const row = await lockedRow(trx, id);
    if (!row) return { refused: 'unknown' };
    const back = { ended_at: null, told: null };
    if (await isOneTooMany(trx, row, { ...row, ...back }, backend.now())) return { refused: 'full' };
    const open = await setEnd(trx, row, back);
    await noteChange(trx, backend, { act: 'campaign_reopen', actor }, row, open);
    return { campaign: campaignOf(open) };
  });
}

const blank: Omit<CampaignRow, 'id' | 'created_at'> = {
  name: '',
  name_key: '',
  topic: '',
  languages: '[]',
  mix: null,
  goal_of: null,
  goal: null,
  opens_at: null,
  closes_at: null,
  role_id: null,
  role_guild_id: null,
  ended_at: null,
  told: null,
};

function isNeverOpen({ opens_at, closes_at }: Pick<CampaignRow, 'opens_at' | 'closes_at'>) {
  return opens_at !== null && closes_at !== null && closes_at <= opens_at;
}

function isPast(closes_at: number | null | undefined, now: number) {
  return typeof closes_at === 'number' && closes_at <= now;
}

async function lockedRow(trx: Trx, id: string): Promise<CampaignRow | undefined> {
  await lockRow(trx, 'backend_campaigns', id);
  return await findCampaign(trx, id);
}

async function setEnd(
  trx: Trx,
  row: CampaignRow,
  end: Pick<CampaignRow, 'ended_at' | 'told'>,
): Promise<CampaignRow> {
  await trx.updateTable('backend_campaigns').set(end).where('id', '=', row.id).execute();
  return { ...row, ...end };
}

/** Writes down what of a campaign has changed; nothing where nothing has. */
async function noteChange(
  trx: Trx,
  backend: Backend,
  by: { act: ActName; actor: string },
  old: CampaignRow | undefined,
  fresh: CampaignRow,
): Promise<void> {
  const { before, after } = differences(old ? saidOf(old) : {}, saidOf(fresh));
  if (Object.keys(after).length === 0) return;
  const values = old ? { values: before } : {};
  await record(trx, backend, { ...by, campaign_id: fresh.id }, values, after);
}

/** What owners say of a campaign, and that they ended it. */
function saidOf(row: CampaignRow) {
  const { id: _, created_at: _at, done: _done, ...said } = campaignOf(row);
  return said;
}

/** Two that take one name at the same moment: the database knows which was first. */
async function unlessNameTaken(
  { db }: Backend,
  work: (trx: Trx) => Promise<CampaignOutcome>,
): Promise<CampaignOutcome> {
  try {
    return await db.transaction().execute(async (trx) => {
      await oneAtATime(trx, 'campaigns'); // names are compared, and how many go on is counted
      return await work(trx);
    });
  } catch (error) {
    if (isUniqueViolation(error)) return { refused: 'name_taken' };
    throw error;
  }
}
