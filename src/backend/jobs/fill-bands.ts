import { transactLazily } from '../../store/transact-lazily.ts';
import type { Backend } from '../context.ts';
import { bandsOf } from '../messages/alike/bands.ts';
import type { Pace } from '../pace.ts';
import { pages } from '../slices/pages.ts';

const AT_ONCE = 50; // each is in four indexes

/** Gives bands to the messages that have none yet: those of imports, of samples, and of a time before there were any. */
export async function fillBands({ db }: Pick<Backend, 'db'>, pace: Pace): Promise<void> {
  const without = pages<{ id: string; text: string }>(
    pace,
    (after, limit) =>
      db
        .selectFrom('backend_messages')
        .select(['id', 'text'])
        .where('band_1', 'is', null)
        .where('id', '>', after?.id ?? '')
        .orderBy('id')
        .limit(limit)
        .execute(),
    AT_ONCE,
  );
  for await (const messages of without)
    await transactLazily(db, async (trx) => {
      for (const { id, text } of messages)
        await trx
          .updateTable('backend_messages')
          .set(bandsOf(text))
          .where('id', '=', id)
          .where('text', '=', text) // and not one it was given since
          .execute();
    });
}
