import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Schema } from './schema.ts';

const DAY_MS = 24 * 60 * 60_000;

/** How long what nobody needs any more is still kept, for people who come back late and for looking into faults. */
export const KEEP_MS = 30 * DAY_MS;

/**
 * Forgets what has ended `KEEP_MS` ago: drafts, places of cards and tasks that are done, skipped or gone, and the calls
 * that were settled for them. Nothing that still has to be delivered or told is touched.
 */
export async function tidy(db: Kysely<Schema>, now: number): Promise<void> {
  const before = now - KEEP_MS;
  await db.transaction().execute(async (tx) => {
    const ended = tx
      .selectFrom('sessions')
      .select('task_id')
      .where('state', 'in', ['done', 'skipped', 'gone'])
      .where('updated_at', '<', before);
    const owed = tx.selectFrom('outbox').select('task_id').where('state', '=', 'waiting');
    for (const table of ['drafts', 'cards'] as const) {
      await tx.deleteFrom(table).where('task_id', 'in', ended).execute();
    }
    await tx.deleteFrom('outbox').where('state', '!=', 'waiting').where('created_at', '<', before).execute();
    await tx
      .deleteFrom('sessions')
      .where('state', 'in', ['done', 'skipped', 'gone'])
      .where('updated_at', '<', before)
      .where('task_id', 'not in', owed)
      .execute();
  });
}

/** Tidies up now and once a day from now on; the result ends it. */
export function keepTidy(db: Kysely<Schema>, clock: Clock, log: Logger): { stop(): void } {
  let timer: { cancel(): void } | undefined;
  let stopped = false;
  async function once() {
    await tidy(db, clock.now()).catch((error) =>
      log.error({ err: error }, 'the database could not be tidied'),
    );
    if (!stopped) timer = clock.after(DAY_MS, once);
  }
  void once();
  return {
    stop() {
      stopped = true;
      timer?.cancel();
    },
  };
}
