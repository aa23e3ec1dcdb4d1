import { z } from 'zod';
import { Moment, Switch, Uuid } from '../../fields.ts';
import { addKey } from '../../keys/keys.ts';
import { MergeUsersRequestSchema, mergeUsers } from '../../moderation/merging/merge-users.ts';
import { purge } from '../../moderation/purge.ts';
import {
  FullSettingsResponseSchema,
  PublicSettingsResponseSchema,
  PurgeResponseSchema,
} from '../../moderation/responses.ts';
import type { Settings } from '../../settings/settings.ts';
import { actorOfCall } from '../../trail/actor.ts';
import { record } from '../../trail/record.ts';
import { changeableUser } from '../../users/people.ts';
import { within } from '../../within.ts';
import type { Api } from '../api/endpoint.ts';
import { BASE } from '../api/endpoint.ts';

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
const Preview = Switch.default(true).describe(
  'Only count what would go, and change nothing: send `false` to delete.',
);
const UserPath = z.object({ user_id: Uuid });

/** Adds what whoever runs the backend needs, and what moderators do to people. */
export function addAdminRoutes({ add, backend }: Api): void {
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
      answer: PublicSettingsResponseSchema,
    },
    () => publicSettings(backend.settings),
  );

  add(
    {
      method: 'get',
      path: '/admin/backend_settings/full',
      tag,
      summary: 'All settings but the secrets',
      access: 'trusted',
      answer: FullSettingsResponseSchema,
    },
    () => {
      const { settings } = backend;
      const { rootTokens: _, ...rules } = settings;
      return { ...publicSettings(settings), rules };
    },
  );

  add(
    {
      method: 'post',
      path: '/admin/purge_user/{user_id}',
      tag,
      summary: 'Deletes everything a person wrote and disables them; a preview only counts',
      access: 'trusted',
      params: UserPath,
      query: z.object({
        preview: Preview,
        ban: Switch.default(true).describe('Whether the person is disabled as well.'),
      }),
      answer: PurgeResponseSchema,
    },
    async ({ params, query, client }) => {
      const user = await changeableUser(backend, client, params.user_id);
      return purge(backend, actorOfCall(client, undefined), user, { ...query, prompts: true });
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
        purge_initial_prompts: Switch.default(false).describe(
          'Whether prompts go too, with their whole trees.',
        ),
        min_date: Moment.optional(),
        max_date: Moment.optional(),
        preview: Preview,
      }),
      answer: PurgeResponseSchema,
    },
    async ({ params, query, client }) => {
      const user = await changeableUser(backend, client, params.user_id);
      const { purge_initial_prompts: prompts, min_date: from, max_date: to, preview } = query;
      return purge(backend, actorOfCall(client, undefined), user, { preview, ban: false, prompts, from, to });
    },
  );

  add(
    {
      method: 'post',
      path: '/admin/merge_users',
      tag,
      summary: 'Gives everything of some people to another, and deletes them; for accounts of one person',
      description:
        'Whoever comes with the id of a merged account is led to the one it was merged into, until that is deleted; ' +
        'a key that is not trusted is led to people of its own client only.',
      access: 'trusted',
      refuses: [404],
      body: MergeUsersRequestSchema,
      status: 204,
    },
    async ({ body, client }) => {
      await within(backend.db, async (trx) => {
        await mergeUsers({ ...backend, db: trx }, body);
        const actor = actorOfCall(client, undefined);
        for (const user_id of new Set(body.source_user_ids).difference(new Set([body.destination_user_id])))
          await record(
            trx,
            backend,
            { act: 'merge', actor, user_id },
            { merged: [user_id] },
            { into: body.destination_user_id },
          );
      });
      return undefined;
    },
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
