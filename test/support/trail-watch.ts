import { type Kysely, sql } from 'kysely';
import type { Sandbox } from '../../sandbox/server.ts';
import type { PersonAction } from '../../sandbox/view.ts';
import type { Schema } from '../../src/store/schema.ts';

/** What managers and moderators change, as queries: all of it but when it was done and what follows from it by itself. */
const managed: Readonly<Record<string, string>> = {
  servers: 'select id, languages, kinds, log_channel, post_channel, weekly from servers',
  moderators: 'select kind, id, guild_id from moderators',
  own_texts: 'select id, version from own_texts where version is not null',
  consent_raises: 'select raised from consent_raises',
  webhooks: 'select id, url, events, disabled_at from webhooks',
  jobs: "select id, stopping from jobs where state != 'asked'",
  cases: 'select id, decision, decided_by, undone_by from cases',
  bans: 'select person_id, reason, lifted_at, answer from bans',
  backend_campaigns: 'select * from backend_campaigns',
  backend_settings: 'select version, chosen from backend_settings',
  backend_users: 'select id, enabled from backend_users',
  backend_trees: "select id from backend_trees where state = 'halted_by_moderator'",
  backend_messages: 'select id, user_id, deleted, text from backend_messages',
  backend_flags: 'select message_id, processed from backend_flags',
};

/** What nobody changes by a command or control that is for managers alone, but as a part of what is above. */
const others: ReadonlySet<string> = new Set([
  ...['acts', 'backend_acts', 'kysely_migration', 'kysely_migration_lock', 'store_identity'],
  ...[
    'people',
    'consents',
    'sessions',
    'drafts',
    'cards',
    'outbox',
    'erasures',
    'leases',
    'quotas',
    'case_reports',
  ],
  ...['command_scopes', 'taken_interactions', 'posts', 'trusted_channels', 'case_feed', 'case_cards'],
  ...['unfinished_files', 'earlier_bans'],
  ...['webhook_events', 'dataset_bands', 'dataset_groups', 'dataset_key', 'backend_keys', 'backend_places'],
  ...['backend_cached_stats', 'backend_standings', 'backend_languages', 'backend_former_identities'],
  ...['backend_imported', 'backend_stories', 'backend_revisions', 'backend_tasks', 'backend_summaries'],
  ...['backend_emojis', 'backend_labels', 'backend_prompt_votes', 'backend_rankings', 'backend_ratings'],
  ...['backend_scores', 'backend_troll_scores'],
]);

/** The tables of a database that this does not know: of each it has to be said whether managers change it. */
export async function unknownTables(db: Kysely<Schema>): Promise<string[]> {
  const names = (await db.introspection.getTables()).map(({ name }) => name);
  return names.filter((name) => !Object.hasOwn(managed, name) && !others.has(name));
}

/** What one use of a command or control came to. */
export type Use = {
  /** `/team add`, or the action of a control. */
  name: string;
  by: string;
  /** From when to when it took, epoch ms. */
  from: number;
  to: number;
  /** Whether something changed that managers change. */
  changed: boolean;
  /** What was written down of it: the acts that are new, or were just undone. */
  written: { act: string; who: string; at: number; before: string }[];
};

/** Looks at everything that these people do in a sandbox from now on. */
export function watchTrail(
  sandbox: Sandbox,
  db: Kysely<Schema>,
  { people, now }: { people: readonly string[]; now: () => number },
): Use[] {
  const uses: Use[] = [];
  const looked = async <T>(personId: string, name: string | undefined, act: () => Promise<T>) => {
    if (name === undefined || !people.includes(personId)) return await act();
    const from = now();
    const [before, trail] = [await stateOf(db), await trailOf(db)];
    const result = await act();
    const known = new Set(trail.map(({ key }) => key));
    const written = (await trailOf(db)).filter(({ key }) => !known.has(key));
    uses.push({
      ...{ name, by: personId, from, to: now() },
      changed: (await stateOf(db)) !== before,
      written: written.map(({ key: _, ...rest }) => rest),
    });
    return result;
  };
  const { act, forge } = sandbox;
  sandbox.act = (personId, action) =>
    looked(personId, nameOf(action, sandbox, personId), () => act(personId, action));
  sandbox.forge = (personId, forgery) =>
    looked(personId, actionIn(forgery.customId), () => forge(personId, forgery));
  return uses;
}

function nameOf(action: PersonAction, sandbox: Sandbox, personId: string): string | undefined {
  if (action.do === 'command') return `/${action.name}`;
  if (action.do === 'click' || action.do === 'select') return actionIn(action.customId);
  if (action.do !== 'submit') return undefined;
  return actionIn(sandbox.snapshot(personId).modal?.data.custom_id ?? '');
}

function actionIn(customId: string): string {
  return customId.split(':')[1] ?? '';
}

async function stateOf(db: Kysely<Schema>): Promise<string> {
  const all = await Promise.all(Object.values(managed).map((query) => sql.raw(query).execute(db)));
  return JSON.stringify(all.map(({ rows }) => rows.map((row) => JSON.stringify(row)).toSorted()));
}

async function trailOf(db: Kysely<Schema>) {
  const own = await db.selectFrom('acts').selectAll().execute();
  const others = await db.selectFrom('backend_acts').selectAll().execute();
  return [
    ...own.map(({ id, act, actor: who, created_at: at, before }) => ({ key: id, act, who, at, before })),
    ...others.map(({ id, act, actor, created_at: at, before }) => {
      return { key: id, act, who: actor.replace('discord:', ''), at, before };
    }),
    ...others.flatMap(({ id, act, undone_by, undone_at, before }) =>
      undone_by === null || undone_at === null
        ? []
        : [{ key: `undone ${id}`, act, who: undone_by.replace('discord:', ''), at: undone_at, before }],
    ),
  ];
}
