import type { ExpressionBuilder, Kysely } from 'kysely';
import { isHeldBack } from '../../store/outbox-undo.ts';
import { consentRaises } from '../../store/own-texts.ts';
import { prepared } from '../../store/prepared.ts';
import type { Schema } from '../../store/schema.ts';
import { given } from './given.ts';
import { inOrder, type Row, type Underway } from './read.ts';

type Db = Kysely<Schema>;

/** What is looked at before somebody gets a new task; of what they have sent, only what they can still take back. */
const inHand = ['returned', 'open', 'skipping'] as const;
const order = [...inHand, 'sending'] as const;

/** Somebody as far as a new task depends on it; undefined when nobody knows them. */
export type Standing =
  | {
      lang: string | null;
      consent_version: number | null;
      /** The campaign they have chosen to work in. */
      campaignId: string | null;
      consent_raises: number;
      /** The lessons they have had. */
      lessons: string;
      /** Where they were last offered one, as stored; null where they have gone on from it. */
      lessonOffer: string | null;
      /** They have never given an answer, as far as is known. */
      isNew: boolean;
    }
  | undefined;

/**
 * Somebody, and their sessions as far as a new task depends on them, with one question: what came back, is open, or can
 * still be taken back.
 */
export async function readStanding(
  db: Db,
  personId: string,
  now: number,
): Promise<{ person: Standing; underway: Underway[] }> {
  const rows = await standing(db, { personId, now });
  const [first] = rows;
  const person = first && {
    lang: first.own_lang,
    consent_version: first.consent_version,
    campaignId: first.own_campaign,
    consent_raises: first.consent_raises,
    lessons: first.lessons,
    lessonOffer: first.lesson_offer,
    isNew: first.forgotten_answers === 0 && first.answered === null,
  };
  const found = rows.filter((row): row is typeof row & Row => row.task_id !== null);
  return { person, underway: inOrder(found, order) };
}

const standing = prepared((db, { personId, now }: { personId: string; now: number }) =>
  db
    .selectFrom('people')
    .leftJoin('sessions', (join) =>
      join.onRef('sessions.person_id', '=', 'people.id').on((eb) => isInHand(eb, now)),
    )
    .leftJoin('drafts as draft', 'draft.task_id', 'sessions.task_id')
    .where('people.id', '=', personId)
    .selectAll('sessions')
    .select(['draft.content', 'draft.version', 'people.lang as own_lang', 'people.consent_version'])
    .select([
      'people.lessons',
      'people.lesson_offer',
      'people.forgotten_answers',
      'people.campaign_id as own_campaign',
    ])
    .select(consentRaises())
    .select((eb) =>
      eb
        .selectFrom('sessions as answered')
        .select('answered.task_id')
        .whereRef('answered.person_id', '=', 'people.id')
        .where('answered.state', 'in', given)
        .limit(1)
        .as('answered'),
    )
    .orderBy('sessions.created_at'),
);

function isInHand(eb: ExpressionBuilder<Schema, 'sessions'>, now: number) {
  const held = eb
    .selectFrom('outbox')
    .select('outbox.id')
    .whereRef('outbox.lane', '=', 'sessions.task_id')
    .where(isHeldBack('answer', now));
  return eb.or([
    eb('sessions.state', 'in', inHand),
    eb.and([eb('sessions.state', '=', 'sending'), eb.exists(held)]),
  ]);
}
