import type { Hono } from 'hono';
import { z } from 'zod';
import { codes } from '../../oasst/errors.ts';
import { askingClient, pathId } from '../asking.ts';
import { parsed, readBody } from '../body.ts';
import { type Client, mustBeTrusted } from '../clients.ts';
import type { Backend } from '../context.ts';
import { findUser, isStorablePerson, type User, userOf } from '../people.ts';
import { Malformed, Refusal } from '../refusal.ts';
import { fits } from '../text.ts';
import { userView } from '../user-view.ts';
import { FrontendUserRequest, UserChange } from '../wire.ts';

const NOTES_LIMIT = 1_024;
const NAME_LIMIT = 256;

/** Adds `/frontend_users` and `/users`, but for their statistics. */
export function addUserRoutes(app: Hono, backend: Backend): void {
  const { db, now } = backend;

  app.post('/api/v1/frontend_users/', async (c) => {
    const request = await readBody(c, FrontendUserRequest);
    const client = askingClient(backend, c);
    if (!isStorablePerson(request) || !fits(request.notes ?? '', NOTES_LIMIT)) throw tooLong('body');
    const user = await userOf(backend, client, request, codes.invalidUser);
    const changed = await change(backend, client, user, {
      enabled: request.enabled ?? true,
      show_on_leaderboard: request.show_on_leaderboard ?? true,
      tos_acceptance: request.tos_acceptance ?? undefined,
      notes: request.notes || undefined,
    });
    return c.json(userView(changed, now()));
  });

  app.get('/api/v1/frontend_users/:auth_method/:username', async (c) => {
    const client = askingClient(backend, c);
    const { auth_method, username } = z
      .object({ auth_method: z.string(), username: z.string() })
      .parse(c.req.param());
    const user = await findUser(db, client, auth_method, username);
    if (!user) throw unknownUser();
    return c.json(userView(user, now()));
  });

  app.get('/api/v1/users/:user_id', async (c) => {
    const id = pathId(c, 'user_id');
    return c.json(userView(await visibleUser(backend, askingClient(backend, c), id), now()));
  });

  app.put('/api/v1/users/:user_id', async (c) => {
    const id = pathId(c, 'user_id');
    const wish = parsed(UserChange, c.req.query(), 'query');
    if (!fits(wish.notes ?? '', NOTES_LIMIT) || !fits(wish.display_name ?? '', NAME_LIMIT))
      throw tooLong('query');
    const client = askingClient(backend, c);
    mustBeTrusted(client);
    await change(backend, client, await visibleUser(backend, client, id), wish);
    return c.body(null, 204);
  });

  app.delete('/api/v1/users/:user_id', async (c) => {
    const id = pathId(c, 'user_id');
    const client = askingClient(backend, c);
    mustBeTrusted(client);
    await visibleUser(backend, client, id);
    await db
      .updateTable('backend_users')
      .set({
        username: `deleted_${id}`,
        display_name: 'Deleted User',
        deleted: 1,
        show_on_leaderboard: 0,
        notes: '',
      })
      .where('id', '=', id)
      .execute();
    return c.body(null, 204);
  });
}

/** A person by the backend's id: a trusted client sees everybody, others only their own. Throws Refusal (404, 4002). */
export async function visibleUser({ db }: Backend, client: Client, id: string): Promise<User> {
  const user = await db.selectFrom('backend_users').selectAll().where('id', '=', id).executeTakeFirst();
  if (!user || (!client.trusted && user.client !== client.name)) throw unknownUser();
  return user;
}

/** Refusal (404, 4002). */
export function unknownUser(): Refusal {
  return new Refusal(404, codes.userNotFound, 'User not found');
}

const changeable = [
  'enabled',
  'show_on_leaderboard',
  'notes',
  'display_name',
  'terms_accepted_at',
] as const satisfies readonly (keyof User)[];

/** Stores what differs. Only a trusted client may change anything; the date of the first acceptance of terms stays. */
async function change({ db, now }: Backend, client: Client, user: User, wish: UserChange): Promise<User> {
  const changed: User = {
    ...user,
    enabled: asSwitch(wish.enabled, user.enabled),
    show_on_leaderboard: asSwitch(wish.show_on_leaderboard, user.show_on_leaderboard),
    notes: wish.notes ?? user.notes,
    display_name: wish.display_name || user.display_name,
    terms_accepted_at: user.terms_accepted_at ?? (wish.tos_acceptance ? now() : null),
  };
  if (changeable.every((key) => changed[key] === user[key])) return user;
  mustBeTrusted(client);
  await db
    .updateTable('backend_users')
    .set(Object.fromEntries(changeable.map((key) => [key, changed[key]])))
    .where('id', '=', user.id)
    .execute();
  return changed;
}

function asSwitch(wish: boolean | undefined, current: number) {
  if (wish === undefined) return current;
  return wish ? 1 : 0;
}

function tooLong(where: 'body' | 'query') {
  return new Malformed([
    { loc: [where], msg: 'a field is too long or cannot be stored', type: 'value_error' },
  ]);
}
