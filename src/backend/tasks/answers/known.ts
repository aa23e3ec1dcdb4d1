import { type RawBuilder, sql } from 'kysely';
import { shapeOf } from '../../../min-hash.ts';
import { isPostgres } from '../../../store/dialect.ts';
import { prepared } from '../../../store/prepared.ts';
import { wordsOf } from '../../../text.ts';
import type { Backend } from '../../context.ts';
import type { Db } from '../../db.ts';
import { noBands } from '../../messages/alike/bands.ts';
import { type Candidate, candidatesFor, type Sought, soughtFor } from '../../messages/alike/candidates.ts';
import { isStorable } from '../../text.ts';
import type { TreeState } from '../../trees/tables.ts';
import type { UserRow } from '../../users/tables.ts';
import type { IncomingText } from '../requests.ts';
import type { TaskRow } from '../task-row.ts';

/** What the database knows about a text that somebody sends. */
export type Known = {
  /** Whether the same person sent the same words not long ago. */
  isRepeated: boolean;
  /** Whether the front end has used the text's id before. */
  isUsed: boolean;
  /** Whether the same person has replied to the same message. */
  hasReplied: boolean;
  /** Whether the message that is replied to was deleted. */
  isDeleted: boolean;
  /** The state of its tree; null where the task is about no message. */
  treeState: TreeState | null;
  /** Texts on the same side of a conversation that may be nearly the same; none for a summary or a short text. */
  candidates: Candidate[];
};

/** Asks for all of it at once. What no row could hold was never there. */
export async function knownAbout(
  { db, settings, now }: Backend,
  user: UserRow,
  task: TaskRow,
  { text, user_message_id }: IncomingText,
): Promise<Known> {
  const isAssistant = task.type === 'assistant_reply';
  const sought = soughtFor(shapeOf(text), isAssistant);
  const rows = await facts(db, {
    ...(isCompared(task) ? sought : soughtFor(undefined, isAssistant)),
    band: sought.band_1 ?? noBands.band_1,
    userId: user.id,
    since: now() - settings.duplicateTextMs,
    words: isStorable(text) ? wordsOf(text) : '',
    client: task.client,
    frontendId: isStorable(user_message_id) ? user_message_id : '',
    parentId: task.subject_id ?? '',
  });
  const [row] = rows;
  return {
    isRepeated: Boolean(row?.repeated),
    isUsed: Boolean(row?.used),
    hasReplied: Boolean(row?.replied),
    isDeleted: row?.parent_deleted === 1,
    treeState: row?.tree_state ?? null,
    candidates: rows.flatMap(({ text, own }) => (text === null || own === null ? [] : { text, own })),
  };
}

/** Of one story there are as many summaries as are wanted, and what says the same is no fault of theirs. */
function isCompared({ type }: TaskRow): boolean {
  return type !== 'summarize_story';
}

type Asked = Sought & {
  userId: string;
  since: number;
  words: string;
  /** What texts with the same words have in `band_1`, once it was made. */
  band: string;
  client: string;
  frontendId: string;
  parentId: string;
};

const facts = prepared((db, asked: Asked) => {
  const { userId, since, words, band, client, frontendId, parentId } = asked;
  const one = db.selectNoFrom(({ or, exists, selectFrom }) => {
    const says = wordsIn(db, 'text');
    const written = selectFrom('backend_messages')
      .select('id')
      .where('user_id', '=', userId)
      .where('created_at', '>', since)
      .where((eb) => eb.or([eb('band_1', 'is', null), eb('band_1', '=', band)]))
      .where(says, '=', words);
    const summarized = selectFrom('backend_summaries')
      .select('id')
      .where('user_id', '=', userId)
      .where('created_at', '>', since)
      .where(says, '=', words);
    const named = (table: 'backend_messages' | 'backend_summaries') =>
      exists(
        selectFrom(table)
          .select('id')
          .where('client', '=', client)
          .where('frontend_message_id', '=', frontendId),
      );
    return [
      or([exists(written), exists(summarized)]).as('repeated'),
      or([named('backend_messages'), named('backend_summaries')]).as('used'),
      exists(
        selectFrom('backend_messages')
          .select('id')
          .where('parent_id', '=', parentId)
          .where('user_id', '=', userId),
      ).as('replied'),
      selectFrom('backend_messages').select('deleted').where('id', '=', parentId).as('parent_deleted'),
      selectFrom('backend_messages')
        .innerJoin('backend_trees', 'backend_trees.id', 'backend_messages.tree_id')
        .select('backend_trees.state')
        .where('backend_messages.id', '=', parentId)
        .as('tree_state'),
    ];
  });
  return db
    .selectFrom(one.as('one'))
    .leftJoin(candidatesFor(db, asked, userId).as('alike'), (join) => join.onTrue())
    .selectAll('one')
    .select(['alike.text', 'alike.own']);
});

/** What `wordsOf` gives for a column, as nearly as PostgreSQL can say it; ICU's collation folds every script. */
function wordsIn(db: Db, column: string): RawBuilder<string> {
  const text = sql.ref(column);
  if (!isPostgres(db)) return sql<string>`words_of(${text})`; // our own, see the SQLite dialect
  return sql<string>`regexp_replace(lower(normalize(btrim(${text}), NFKC) collate "und-x-icu"), '\\s+', ' ', 'g')`;
}
