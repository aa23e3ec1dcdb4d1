import { z } from 'zod';
import { codes } from '../../../oasst/errors.ts';
import { ValidationError } from '../../errors.ts';
import { Switch, Uuid } from '../../fields.ts';
import { performByKey } from '../../moderation/acts/perform.ts';
import { changeUser, deletePerson } from '../../moderation/change-user.ts';
import { fits } from '../../text.ts';
import {
  changeableUser,
  ensureUser,
  findUser,
  isStorablePerson,
  unknownUser,
  visibleUser,
} from '../../users/people.ts';
import { UserRequestSchema } from '../../users/requests.ts';
import { FrontEndUserResponseSchema } from '../../users/responses.ts';
import { userView } from '../../users/user-view.ts';
import type { Api } from '../api/endpoint.ts';

const NOTES_LIMIT = 1_024;
const NAME_LIMIT = 256;

const UserPath = z.object({ user_id: Uuid });
const Names = z.object({ auth_method: z.string(), username: z.string() });
const UserChange = z.object({
  enabled: Switch.optional(),
  show_on_leaderboard: Switch.optional(),
  tos_acceptance: Switch.optional().describe('`true` accepts the terms; `false` takes nothing back.'),
  notes: z.string().optional(),
  display_name: z.string().optional(),
});

/** Adds what creates, shows, changes and removes people. */
export function addUserRoutes({ add, backend }: Api): void {
  const { db, now } = backend;

  add(
    {
      method: 'post',
      path: '/frontend_users/',
      tag: 'frontend_users',
      summary: 'Creates a person or sets what is known about them; what is left out is reset',
      description:
        'Without `enabled` it enables a person who was disabled, and without `show_on_leaderboard` it shows one who was ' +
        'hidden: to read, use GET, and to change one thing, `PUT /users/{user_id}`. A key that is not trusted may create ' +
        'a person and give them another display name; for any other change, also by leaving something out, it gets 403.',
      access: 'key',
      body: UserRequestSchema,
      answer: FrontEndUserResponseSchema,
    },
    async ({ body, client }) => {
      if (!isStorablePerson(body) || !fits(body.notes ?? '', NOTES_LIMIT)) throw tooLong('body');
      const user = await ensureUser(backend, client, body, codes.invalidUser);
      const changed = await changeUser(backend, client, user, {
        enabled: body.enabled ?? true,
        show_on_leaderboard: body.show_on_leaderboard ?? true,
        tos_acceptance: body.tos_acceptance ?? undefined,
        notes: body.notes || undefined,
      });
      return userView(changed, now(), backend.settings);
    },
  );

  add(
    {
      method: 'get',
      path: '/frontend_users/{auth_method}/{username}',
      tag: 'frontend_users',
      summary: 'A person by the front end’s own id',
      access: 'key',
      params: Names,
      query: z.object({ api_client_id: z.string().optional() }),
      answer: FrontEndUserResponseSchema,
    },
    async ({ params, query, client }) => {
      const name = client.trusted ? (query.api_client_id ?? client.name) : client.name;
      const user = await findUser(db, { name, trusted: client.trusted }, params.auth_method, params.username);
      if (!user) throw unknownUser();
      return userView(user, now(), backend.settings);
    },
  );

  add(
    {
      method: 'get',
      path: '/users/{user_id}',
      tag: 'users',
      summary: 'A person by the backend’s id',
      access: 'key',
      params: UserPath,
      answer: FrontEndUserResponseSchema,
    },
    async ({ params, client }) =>
      userView(await visibleUser(backend, client, params.user_id), now(), backend.settings),
  );

  add(
    {
      method: 'put',
      path: '/users/{user_id}',
      tag: 'users',
      summary: 'Changes what is known about a person; what is left out stays',
      access: 'trusted',
      params: UserPath,
      query: UserChange,
      status: 204,
    },
    async ({ params, query, client }) => {
      if (!fits(query.notes ?? '', NOTES_LIMIT) || !fits(query.display_name ?? '', NAME_LIMIT))
        throw tooLong('query');
      const { user_id } = params;
      const { enabled, ...others } = query;
      const user = await changeableUser(backend, client, user_id);
      const isSame = enabled === undefined || Number(enabled) === user.enabled;
      if (!isSame) await performByKey(backend, client, { act: enabled ? 'enable' : 'disable', user_id });
      await changeUser(backend, client, await changeableUser(backend, client, user_id), others);
      return undefined;
    },
  );

  add(
    {
      method: 'delete',
      path: '/users/{user_id}',
      tag: 'users',
      summary: 'Takes a person’s name off everything they did',
      description:
        'Their texts stay: `POST /admin/purge_user/{user_id}` deletes these. Whoever comes back with the same id is ' +
        'somebody new, and enabled: to keep somebody out, disable them instead.',
      access: 'trusted',
      params: UserPath,
      status: 204,
    },
    async ({ params, client }) => {
      await deletePerson(backend, await changeableUser(backend, client, params.user_id));
      return undefined;
    },
  );
}

function tooLong(where: 'body' | 'query') {
  return new ValidationError([
    { loc: [where], msg: 'a field is too long or cannot be stored', type: 'value_error' },
  ]);
}
