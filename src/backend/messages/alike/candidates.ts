import { type Expression, sql } from 'kysely';
import type { Shape } from '../../../min-hash.ts';
import type { Db } from '../../db.ts';
import { type Bands, bandColumns, bandsOfShape } from './bands.ts';

/** As many of its writer's texts, and as many of others', are compared letter by letter. */
const MOST_CANDIDATES = 20;
/** So many of others' texts are put in order for that: what thousands have said is found among any of them. */
const MOST_LOOKED_AT = 1_000;

/** A text that may be nearly the same as another; `own` is 1 for one of the same writer. */
export type Candidate = { text: string; own: number };

/** What there may be texts like: bands, null for what is not compared, and the side of a conversation. */
export type Sought = { [Name in keyof Bands]: string | null } & { isAssistant: number };

/** What is looked for to find texts like one of that shape; nothing without one. */
export function soughtFor(shape: Shape | undefined, isAssistant: boolean): Sought {
  return { ...(shape ? bandsOfShape(shape) : nothing), isAssistant: Number(isAssistant) };
}

const nothing = { band_1: null, band_2: null, band_3: null, band_4: null };

/**
 * Messages that share a band with a text, by index: those of one writer, and those of others. Of many, those that share the
 * most, and of them the newest: the same words share all, so half-like ones do not hide them. `except` is the id of the message
 * that is to say it.
 */
export function candidatesFor(
  db: Db,
  sought: Sought,
  writerId: string | Expression<string | null>,
  except = '',
) {
  const own = texts(db, sought)
    // the writer beside each band, so that it is one key of an index with it
    .where(({ or, and, eb }) =>
      or(
        bandColumns.map((name) =>
          and([eb(`message.${name}`, '=', sought[name]), eb('message.user_id', '=', writerId)]),
        ),
      ),
    )
    .where('message.id', '!=', except);
  const others = texts(db, sought)
    .where(({ or, eb }) => or(bandColumns.map((name) => eb(`message.${name}`, '=', sought[name]))))
    .where('message.user_id', 'is distinct from', writerId)
    .limit(MOST_LOOKED_AT);
  return likeliest(db, own, 1).unionAll(likeliest(db, others, 0));
}

function texts(db: Db, sought: Sought) {
  const shared = bandColumns.map(
    (name) => sql`case when ${sql.ref(`message.${name}`)} = ${sought[name]} then 1 else 0 end`,
  );
  return db
    .selectFrom('backend_messages as message')
    .select(['message.text', 'message.created_at'])
    .select(sql<number>`${sql.join(shared, sql` + `)}`.as('shared'))
    .where('message.is_assistant', '=', sought.isAssistant)
    .where('message.deleted', '=', 0);
}

function likeliest(db: Db, some: ReturnType<typeof texts>, own: 0 | 1) {
  const first = db
    .selectFrom(some.as('one'))
    .select('one.text')
    .orderBy('one.shared', 'desc')
    .orderBy('one.created_at', 'desc')
    .limit(MOST_CANDIDATES);
  return db.selectFrom(first.as('first')).select(['first.text', sql<number>`${sql.lit(own)}`.as('own')]);
}
