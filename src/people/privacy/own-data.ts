import type { Kysely } from 'kysely';
import { allBans } from '../../store/bans.ts';
import { listConsents } from '../../store/consents.ts';
import { entered } from '../../store/drafts.ts';
import { callsOf } from '../../store/own-rows.ts';
import { findPerson } from '../../store/people.ts';
import type { Schema } from '../../store/schema.ts';
import type { PersonalDocument } from './document.ts';

type Lists = Pick<
  PersonalDocument['lists'],
  'consents' | 'shown_tasks' | 'drafts' | 'calls' | 'reports' | 'bans' | 'managed'
>;
type OwnData = Pick<PersonalDocument, 'person'> & {
  settings: Omit<PersonalDocument['settings'], 'show_on_leaderboard'>;
  lists: Lists;
};

/** Everything the bot itself keeps of a person under all their ids: the settings of the first, and the lists of all. */
export async function ownData(
  db: Kysely<Schema>,
  [personId, ...others]: readonly [string, ...string[]],
): Promise<OwnData> {
  const own = await dataUnder(db, personId);
  for (const id of others) {
    const { lists, settings, person } = await dataUnder(db, id);
    own.person.other_ids.push({ discord_id: id, display_name: person.display_name });
    own.settings.servers_changed.push(...settings.servers_changed);
    own.settings.moderator ||= settings.moderator;
    own.lists = {
      consents: [...own.lists.consents, ...lists.consents],
      shown_tasks: [...own.lists.shown_tasks, ...lists.shown_tasks],
      drafts: [...own.lists.drafts, ...lists.drafts],
      calls: [...own.lists.calls, ...lists.calls],
      reports: [...own.lists.reports, ...lists.reports],
      bans: [...own.lists.bans, ...lists.bans],
      managed: [...own.lists.managed, ...lists.managed],
    };
  }
  return own;
}

async function dataUnder(db: Kysely<Schema>, personId: string): Promise<OwnData> {
  const person = await findPerson(db, personId);
  const servers = await db
    .selectFrom('servers')
    .select('id')
    .where(({ eb, or }) => or([eb('changed_by', '=', personId), eb('log_chosen_by', '=', personId)]))
    .execute();
  const moderator = await db
    .selectFrom('moderators')
    .select('id')
    .where('kind', '=', 'person')
    .where('id', '=', personId)
    .executeTakeFirst();
  return {
    person: {
      discord_id: personId,
      display_name: person?.display_name ?? null,
      first_seen: person ? date(person.created_at) : null,
      other_ids: [],
    },
    settings: {
      task_language: person?.lang ?? null,
      campaign: person?.campaign_id ?? null,
      sends_without_review: person?.skips_review === 1,
      thanked_by_name: person !== undefined && person.named_at !== null,
      moderator: moderator !== undefined,
      servers_changed: servers.map(({ id }) => id),
    },
    lists: {
      consents: await consents(db, personId),
      shown_tasks: await shownTasks(db, personId),
      drafts: await drafts(db, personId),
      calls: await calls(db, personId),
      reports: await reports(db, personId),
      bans: await bans(db, personId),
      managed: await managed(db, personId),
    },
  };
}

async function consents(db: Kysely<Schema>, personId: string): Promise<Lists['consents']> {
  return (await listConsents(db, personId)).map((row) => ({
    version: row.version,
    lang: row.lang,
    text_sha256: row.text_hash,
    given: date(row.given_at),
    withdrawn: row.withdrawn_at === null ? null : date(row.withdrawn_at),
  }));
}

async function shownTasks(db: Kysely<Schema>, personId: string): Promise<Lists['shown_tasks']> {
  const rows = await db
    .selectFrom('sessions')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('created_at')
    .orderBy('task_id')
    .execute();
  return rows.map(({ task_id, type, lang, state, created_at, expires_at, task }) => ({
    task_id,
    type,
    lang,
    state,
    created: date(created_at),
    expires: date(expires_at),
    task: entered(task) ?? null,
  }));
}

async function drafts(db: Kysely<Schema>, personId: string): Promise<Lists['drafts']> {
  const rows = await db
    .selectFrom('drafts as draft')
    .innerJoin('sessions', 'sessions.task_id', 'draft.task_id')
    .select(['draft.task_id', 'draft.content', 'draft.updated_at'])
    .where('person_id', '=', personId)
    .orderBy('draft.updated_at')
    .orderBy('draft.task_id')
    .execute();
  return rows.map(({ task_id, content, updated_at }) => ({
    task_id,
    content: entered(content) ?? null,
    updated: date(updated_at),
  }));
}

async function calls(db: Kysely<Schema>, personId: string): Promise<Lists['calls']> {
  const rows = await callsOf(db, personId).selectAll().orderBy('created_at').orderBy('id').execute();
  return rows.map(({ kind, task_id, state, body, created_at }) => ({
    kind,
    task_id,
    state,
    body: entered(body) ?? null,
    created: date(created_at),
  }));
}

function date(ms: number): string {
  return new Date(ms).toISOString();
}

async function reports(db: Kysely<Schema>, personId: string): Promise<Lists['reports']> {
  const rows = await db
    .selectFrom('case_reports')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('reported_at')
    .execute();
  return rows.map(({ message_id, words, labels, reported_at }) => ({
    message_id,
    words,
    labels: JSON.parse(labels),
    reported: date(reported_at),
  }));
}

async function bans(db: Kysely<Schema>, personId: string): Promise<Lists['bans']> {
  return (await allBans(db, personId)).map(({ reason, created_at, lifted_at, appeal, answer }) => ({
    ...{ reason, appeal, answer },
    since: date(created_at),
    lifted: lifted_at === null ? null : date(lifted_at),
  }));
}

async function managed(db: Kysely<Schema>, personId: string): Promise<Lists['managed']> {
  const rows = await db
    .selectFrom('acts')
    .selectAll()
    .where('actor', '=', personId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(({ act, subject, before, after, created_at }) => ({
    ...{ act, subject, done: date(created_at) },
    before: entered(before) ?? null,
    after: entered(after) ?? null,
  }));
}
