import { z } from 'zod';
import type { Api } from '../api/endpoint.ts';
import { BASE } from '../api/endpoint.ts';
import { Moment, Switch, Uuid } from '../api/fields.ts';
import { addKey } from '../keys/keys.ts';
import { momentKey, pageQuery, readPage } from '../lists/cursor.ts';
import { flagQueue, flagView, listFlags, markProcessed } from '../moderating/flags.ts';
import { MergeUsers, mergeUsers } from '../moderating/merging/merge-users.ts';
import { purge } from '../moderating/purge.ts';
import { reportViews } from '../moderating/reports.ts';
import { visibleUser } from '../people.ts';
import type { Settings } from '../settings.ts';
import {
  FlaggedMessage,
  FlaggedMessagePage,
  FullSettings,
  PublicSettings,
  PurgeResult,
  ReportedMessagePage,
} from '../shapes/admin.ts';

const MINUTE_MS = 60_000;
const tag = 'admin';
const NewClient = z
  .object({
    description: z.string().min(1).max(256),
    frontend_type: z.string().min(1).max(256),
    trusted: z.boolean().default(false),
    admin_email: z.string().max(256).nullish(),
  })
  .meta({ id: 'CreateApiClientRequest' });
const UserPath = z.object({ user_id: Uuid });

/** Adds what moderators and whoever runs the backend need. */
export function addAdminRoutes({ add, backend }: Api): void {
  const { db, settings } = backend;

  add(
    {
      method: 'post',
      path: '/admin/api_client',
      tag,
      summary: 'Makes a key for a new client, whose people and tasks are its own',
      access: 'root',
      body: NewClient,
      answer: z.string(),
    },
    ({ body }) =>
      addKey(backend, {
        client: backend.newId(),
        trusted: body.trusted,
        description: `${body.frontend_type}: ${body.description}`,
      }),
  );

  add(
    {
      method: 'get',
      path: '/admin/backend_settings/public',
      tag,
      summary: 'Settings that front ends may want to know',
      access: 'key',
      answer: PublicSettings,
    },
    () => publicSettings(settings),
  );

  add(
    {
      method: 'get',
      path: '/admin/backend_settings/full',
      tag,
      summary: 'All settings but the secrets',
      access: 'trusted',
      answer: FullSettings,
    },
    () => {
      const { rootTokens: _, ...rules } = settings;
      return { ...publicSettings(settings), rules };
    },
  );

  add(
    {
      method: 'get',
      path: '/admin/flagged_messages',
      tag,
      summary: 'Messages with a red flag, those nobody has looked at first',
      access: 'trusted',
      query: z.object({ max_count: z.coerce.number().int().min(1).max(10_000) }),
      answer: z.array(FlaggedMessage),
    },
    async ({ query }) => (await flagQueue(db, query.max_count)).map(flagView),
  );

  add(
    {
      method: 'get',
      path: '/admin/flagged_messages/cursor',
      tag,
      summary: 'Messages with a red flag in pages',
      access: 'trusted',
      query: z.object(pageQuery(1_000, 10)),
      answer: FlaggedMessagePage,
    },
    async ({ query }) => {
      const page = await readPage(
        query,
        (part) => listFlags(db, part),
        ({ message_id, created_at }) => ({ id: message_id, key: momentKey(created_at) }),
      );
      return { ...page, sort_key: 'created_date', items: page.items.map(flagView) };
    },
  );

  add(
    {
      method: 'get',
      path: '/admin/flagged_messages/reports',
      tag,
      summary: 'Messages with a red flag in pages, with their texts, and who reported them for what',
      ours: true,
      access: 'trusted',
      query: z.object({
        ...pageQuery(1_000, 10),
        processed: Switch.optional().describe('Only those that somebody, or nobody, has looked at.'),
      }),
      answer: ReportedMessagePage,
    },
    async ({ query }) => {
      const page = await readPage(
        query,
        (part) => listFlags(db, part, query.processed),
        ({ message_id, created_at }) => ({ id: message_id, key: momentKey(created_at) }),
      );
      return { ...page, sort_key: 'created_date', items: await reportViews(db, page.items) };
    },
  );

  add(
    {
      method: 'post',
      path: '/admin/flagged_messages/{message_id}/processed',
      tag,
      summary: 'Notes that a flagged message was looked at',
      access: 'trusted',
      params: z.object({ message_id: Uuid }),
      answer: FlaggedMessage,
    },
    async ({ params }) => flagView(await markProcessed(db, params.message_id)),
  );

  add(
    {
      method: 'post',
      path: '/admin/purge_user/{user_id}',
      tag,
      summary: 'Deletes everything a person wrote and disables them; a preview only counts',
      access: 'trusted',
      params: UserPath,
      query: z.object({ preview: Switch.default(true), ban: Switch.default(true) }),
      answer: PurgeResult,
    },
    async ({ params, query, client }) => {
      const user = await visibleUser(backend, client, params.user_id);
      return purge(backend, user, { ...query, prompts: true });
    },
  );

  add(
    {
      method: 'post',
      path: '/admin/purge_user/{user_id}/messages',
      tag,
      summary: 'Deletes what a person wrote in a span of time; a preview only counts',
      access: 'trusted',
      params: UserPath,
      query: z.object({
        purge_initial_prompts: Switch.default(false),
        min_date: Moment.optional(),
        max_date: Moment.optional(),
        preview: Switch.default(true),
      }),
      answer: PurgeResult,
    },
    async ({ params, query, client }) => {
      const user = await visibleUser(backend, client, params.user_id);
      const { purge_initial_prompts: prompts, min_date: from, max_date: to, preview } = query;
      return purge(backend, user, { preview, ban: false, prompts, from, to });
    },
  );

  add(
    {
      method: 'post',
      path: '/admin/merge_users',
      tag,
      summary: 'Gives everything of some people to another, and deletes them; for accounts of one person',
      access: 'trusted',
      body: MergeUsers,
      status: 204,
    },
    ({ body }) => mergeUsers(backend, body).then(() => undefined),
  );
}

function publicSettings({ textLimit, scoreEveryMs }: Settings) {
  const minutes = (ms: number) => Math.round(ms / MINUTE_MS);
  return {
    PROJECT_NAME: 'embedded OASST backend',
    API_V1_STR: BASE,
    MESSAGE_SIZE_LIMIT: textLimit,
    DEBUG_USE_SEED_DATA: false,
    DEBUG_ALLOW_SELF_LABELING: false,
    DEBUG_SKIP_EMBEDDING_COMPUTATION: true,
    DEBUG_SKIP_TOXICITY_CALCULATION: true,
    DEBUG_DATABASE_ECHO: false,
    USER_STATS_INTERVAL_DAY: minutes(scoreEveryMs.day),
    USER_STATS_INTERVAL_WEEK: minutes(scoreEveryMs.week),
    USER_STATS_INTERVAL_MONTH: minutes(scoreEveryMs.month),
    USER_STATS_INTERVAL_TOTAL: minutes(scoreEveryMs.total),
  };
}
