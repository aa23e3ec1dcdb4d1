import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { CardPlace } from '../../store/cards.ts';
import { entered } from '../../store/drafts.ts';
import type { Schema } from '../../store/schema.ts';
import { type StoredSession, sessionOf } from './session.ts';

/** A task that its person goes on from. */
export type Finished = {
  session: StoredSession;
  /** What they gave, in the form of a draft: what is still kept as entered, else the words that were sent. */
  entered: unknown;
  /** Where it was last shown, whether or not that can still be edited. */
  place: CardPlace | undefined;
};

const Text = z.object({ text: z.string() });

/** A task, what was given for it, and where it was last shown, with one question. */
export async function readFinished(db: Kysely<Schema>, taskId: string): Promise<Finished | undefined> {
  const row = await db
    .selectFrom('sessions')
    .leftJoin('drafts as draft', 'draft.task_id', 'sessions.task_id')
    .leftJoin('cards as place', 'place.task_id', 'sessions.task_id')
    .selectAll('sessions')
    .select((eb) => [
      'draft.content',
      'place.token',
      'place.message_id as shown_in',
      'place.locale',
      'place.valid_until',
      'place.collapsed',
      eb
        .selectFrom('outbox')
        .select('outbox.body')
        .whereRef('outbox.lane', '=', 'sessions.task_id')
        .where('outbox.kind', '=', 'answer')
        .orderBy('outbox.position', 'desc')
        .limit(1)
        .as('answer'),
    ])
    .where('sessions.task_id', '=', taskId)
    .executeTakeFirst();
  if (!row) return undefined;
  const { content, token, shown_in, locale, valid_until, collapsed, answer, ...session } = row;
  const place =
    token !== null && shown_in !== null && locale !== null && valid_until !== null && collapsed !== null
      ? { task_id: taskId, message_id: shown_in, token, locale, valid_until, collapsed }
      : undefined;
  return {
    session: sessionOf(session),
    entered: entered(content) ?? Text.safeParse(entered(answer)).data,
    place,
  };
}
