import type { TrailEntry } from '../../oasst/trail.ts';
import type { Act, Facts } from '../../store/acts.ts';

/** One thing that somebody did, whoever has written it down. */
export type Entry = {
  /** Epoch ms. */
  at: number;
  id: string;
  act: string;
  /** Who: as the backend names them. */
  actor: string;
  /** Whom it is about: a Discord id, empty for somebody who is forgotten; undefined for nobody from Discord. */
  personId: string | undefined;
  /** Into whose account theirs was merged, likewise. */
  intoId?: string | undefined;
  /** What else it is about, as each act has it. */
  subject: string;
  before: Facts;
  after: Facts;
  reason: string;
  undone: { by: string; at: number } | undefined;
};

/** What the bot has written down. */
export function entryOfAct({ created_at, actor, person_id, before, after, ...act }: Act): Entry {
  return {
    ...{ id: act.id, act: act.act, subject: act.subject, at: created_at },
    actor: actor === '' ? 'system:forgotten' : `discord:${actor}`,
    personId: person_id ?? undefined,
    before: factsIn(before),
    after: factsIn(after),
    reason: '',
    undone: undefined,
  };
}

/** What the backend has written down. */
export function entryOfBackend(entry: TrailEntry): Entry {
  const { id, act, actor, person, message_id, user_id, campaign_name, into, after, reason } = entry;
  const { values = {}, text } = entry.before;
  const personId = idIn(person);
  const { undone_by, undone_date } = entry;
  return {
    ...{ id, act, actor, personId, intoId: idIn(into), after, reason },
    at: Date.parse(entry.created_date),
    subject: campaign_name ?? message_id ?? (personId === undefined ? (user_id ?? '') : ''),
    before: text === undefined ? values : { ...values, text },
    undone:
      undone_by !== null && undone_date !== null ? { by: undone_by, at: Date.parse(undone_date) } : undefined,
  };
}

/** Undefined for nobody from Discord; empty for what an account is called whose person is forgotten. */
function idIn(person: TrailEntry['person']): string | undefined {
  if (person?.auth_method !== 'discord') return undefined;
  return /^\d+$/.test(person.id) ? person.id : '';
}

function factsIn(json: string): Facts {
  const value: unknown = JSON.parse(json);
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
