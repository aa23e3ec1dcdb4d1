import type { Kysely } from 'kysely';
import { userOf } from '../../oasst/discord-user.ts';
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

/** Looks what is kept about a person, here and at the backend. Nothing is written, and nobody becomes known by it. */
export async function keptAbout({ db, oasst }: PrivacyParts, personId: string): Promise<Kept> {
  const [own, backend] = await Promise.all([ownNumbers(db, personId), atBackend(oasst, personId)]);
  return { ...own, backend };
}

async function ownNumbers(db: Kysely<Schema>, personId: string): Promise<Omit<Kept, 'backend'>> {
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

async function atBackend(oasst: PrivacyParts['oasst'], personId: string): Promise<KeptAtBackend> {
  const user = userOf({ id: personId, name: '' });
  try {
    const overview = await oasst.personalData.overview(user);
    if (overview?.account)
      return { is: 'counted', shown: overview.account.show_on_leaderboard, counts: overview.counts };
    if (overview) return { is: 'unknown' };
    const account = await oasst.findFrontendUser(user);
    return account ? { is: 'protocol', shown: account.show_on_leaderboard } : { is: 'unknown' };
  } catch (error) {
    if (error instanceof OasstError) return { is: 'away' };
    throw error;
  }
}
