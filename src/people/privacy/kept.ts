import type { Kysely } from 'kysely';
import { discordIds, userOf } from '../../oasst/discord-user.ts';
import { OasstError } from '../../oasst/errors.ts';
import type { PersonalListName } from '../../oasst/personal-data.ts';
import type { ErasureMode } from '../../store/erasures-table.ts';
import { callsOf } from '../../store/own-rows.ts';
import type { Schema } from '../../store/schema.ts';
import type { PrivacyParts } from './parts.ts';

/** What is kept about somebody, in numbers. */
export type Kept = {
  tasks: number;
  drafts: number;
  /** Calls to the backend, those that were made as well. */
  calls: number;
  consents: number;
  /** Since when their consent holds, epoch ms; undefined where none does. */
  consentSince: number | undefined;
  /** What is being done to it, if they asked to be forgotten. */
  erasing: ErasureMode | undefined;
  /** Whether they agree to be thanked by name; undefined for who is not known here. */
  named: boolean | undefined;
  backend: KeptAtBackend;
};

/**
 * The same of the backend: `unknown` to it; `away` when it could not be asked, or may not be; `protocol` when it is known
 * there, and the protocol says no more; or everything in numbers.
 */
export type KeptAtBackend =
  | { is: 'unknown' | 'away' }
  | { is: 'protocol'; shown: boolean }
  | { is: 'counted'; shown: boolean; counts: Readonly<Record<PersonalListName, number>> };

/**
 * Looks what is kept about a person, here under all their ids and at the backend. Nothing is written, and nobody becomes
 * known by it.
 */
export async function keptAbout({ db, oasst }: PrivacyParts, personId: string): Promise<Kept> {
  const { kept: backend, ids } = await atBackend(oasst, personId);
  const numbers = await Promise.all(ids.map((id) => ownNumbers(db, id)));
  return { ...numbers.reduce(together), backend };
}

/** What is kept under two ids of one person, who is named or not by the first. */
function together(one: OwnNumbers, other: OwnNumbers): OwnNumbers {
  return {
    tasks: one.tasks + other.tasks,
    drafts: one.drafts + other.drafts,
    calls: one.calls + other.calls,
    consents: one.consents + other.consents,
    consentSince: one.consentSince ?? other.consentSince,
    erasing: one.erasing || other.erasing,
    named: one.named,
  };
}

type OwnNumbers = Omit<Kept, 'backend'>;

async function ownNumbers(db: Kysely<Schema>, personId: string): Promise<OwnNumbers> {
  const row = await db
    .selectNoFrom(({ selectFrom, exists }) => [
      selectFrom('sessions')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .where('person_id', '=', personId)
        .as('tasks'),
      selectFrom('drafts as draft')
        .innerJoin('sessions', 'sessions.task_id', 'draft.task_id')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .where('person_id', '=', personId)
        .as('drafts'),
      callsOf(db, personId)
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .as('calls'),
      selectFrom('consents')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .where('person_id', '=', personId)
        .as('consents'),
      selectFrom('people').select('consented_at').where('id', '=', personId).as('consented_at'),
      selectFrom('people').select('named_at').where('id', '=', personId).as('named_at'),
      exists(selectFrom('people').select('id').where('id', '=', personId)).as('known'),
      selectFrom('erasures').select('mode').where('person_id', '=', personId).as('erasing'),
    ])
    .executeTakeFirstOrThrow();
  return {
    tasks: Number(row.tasks),
    drafts: Number(row.drafts),
    calls: Number(row.calls),
    consents: Number(row.consents),
    consentSince: row.consented_at ?? undefined,
    erasing: row.erasing ?? undefined,
    named: row.known ? row.named_at !== null : undefined,
  };
}

/** The same of the backend, and all ids by which it knows the person. */
async function atBackend(
  oasst: PrivacyParts['oasst'],
  personId: string,
): Promise<{ kept: KeptAtBackend; ids: [string, ...string[]] }> {
  const user = userOf({ id: personId, name: '' });
  try {
    const overview = await oasst.personalData.overview(user);
    const ids = discordIds(user, overview);
    if (overview?.account) {
      const shown = overview.account.show_on_leaderboard;
      return { kept: { is: 'counted', shown, counts: overview.counts }, ids };
    }
    if (overview) return { kept: { is: 'unknown' }, ids };
    const account = await oasst.findFrontendUser(user);
    const shown = account?.show_on_leaderboard;
    return { kept: shown === undefined ? { is: 'unknown' } : { is: 'protocol', shown }, ids };
  } catch (error) {
    if (error instanceof OasstError) return { kept: { is: 'away' }, ids: [personId] };
    throw error;
  }
}
