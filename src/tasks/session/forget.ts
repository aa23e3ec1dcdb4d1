import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Clock } from '../../clock.ts';
import type { Schema } from '../../store/schema.ts';
import { KEEP_MS } from './rules.ts';
import { answerable, ended } from './states.ts';

const DAY_MS = 24 * 60 * 60_000;
/** Whatever else is owed, a state of a newer version included. */
const settled = ['sent', 'refused'] as const;

/**
 * Forgets what is over since `KEEP_MS`: sessions that ended, and those whose time ran out without anybody coming back
 * for them, with their drafts and the places of their cards, while the answers among them stay counted; and calls that were settled. Nothing that still has to be
 * delivered is touched.
 */
export async function forgetOld(db: Kysely<Schema>, now: number): Promise<void> {
  const before = now - KEEP_MS;
  await db.transaction().execute(async (tx) => {
    const owed = tx.selectFrom('outbox').select('task_id').where('state', 'not in', settled);
    const over = tx
      .selectFrom('sessions')
      .select('task_id')
      .where('task_id', 'not in', owed)
      .where(({ or, and, eb }) =>
        or([
          and([eb('state', 'in', ended), eb('updated_at', '<', before)]),
          and([eb('state', 'in', answerable), eb('expires_at', '<', before), eb('updated_at', '<', before)]),
        ]),
      );
    const answers = tx.selectFrom('sessions').where('state', '=', 'done').where('task_id', 'in', over);
    await tx
      .updateTable('people')
      .set(({ eb, fn, ref }) => ({
        forgotten_answers: eb(
          'forgotten_answers',
          '+',
          answers.select(fn.countAll<number>().as('count')).where('person_id', '=', ref('people.id')),
        ),
      }))
      .where('id', 'in', answers.select('person_id'))
      .execute();
    for (const table of ['drafts', 'cards'] as const) {
      await tx.deleteFrom(table).where('task_id', 'in', over).execute();
    }
    await tx.deleteFrom('sessions').where('task_id', 'in', over).execute();
    await tx.deleteFrom('outbox').where('state', 'in', settled).where('created_at', '<', before).execute();
  });
}

/** Forgets what is old now and once a day from now on; the result ends it. */
export function keepForgetting(db: Kysely<Schema>, clock: Clock, log: Logger): { stop(): void } {
  let timer: { cancel(): void } | undefined;
  let stopped = false;
  async function once() {
    await forgetOld(db, clock.now()).catch((error) =>
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
