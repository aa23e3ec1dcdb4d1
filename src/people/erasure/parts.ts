import type { Kysely } from 'kysely';
import type { OasstClient } from '../../oasst/client.ts';
import type { ErasureMode } from '../../store/erasures-table.ts';
import type { ForgetSessions } from '../../store/own-rows.ts';
import type { Schema } from '../../store/schema.ts';

/** Who is to be forgotten, by all their Discord ids; how; and by which texts copies of what they wrote are known. */
export type Forgotten = { ids: readonly string[]; mode: ErasureMode; texts: readonly string[] };

/** A database, and the backend whose copies of people's texts are in it. */
export type ErasureParts = {
  db: Kysely<Schema>;
  oasst: OasstClient;
  forgetSessions: ForgetSessions;
  /** Empties texts in tasks that are in somebody's hands. */
  emptyTexts(db: Kysely<Schema>, texts: ReadonlySet<string>): Promise<void>;
};
