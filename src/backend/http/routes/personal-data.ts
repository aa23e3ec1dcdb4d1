import { z } from 'zod';
import {
  Erased,
  type PersonalListName,
  PersonalOverview,
  personalListNames,
  personalLists,
  personalPage,
} from '../../../oasst/personal-data.ts';
import type { Client } from '../../keys/clients.ts';
import { accountOf } from '../../personal-data/account.ts';
import { forgetActors } from '../../personal-data/acts.ts';
import { erase } from '../../personal-data/erase.ts';
import { countsOf, lists } from '../../personal-data/lists.ts';
import { unlink } from '../../personal-data/unlink.ts';
import { actorOf } from '../../trail/actor.ts';
import { findUser } from '../../users/people.ts';
import type { Api } from '../api/endpoint.ts';

const PAGE = 500;
const Names = z.object({ auth_method: z.string(), username: z.string() });
const path = '/extensions/personal-data/{auth_method}/{username}';
const common = { tag: 'extensions', ours: true, access: 'trusted', params: Names } as const;
const none = Object.fromEntries(personalListNames.map((name) => [name, 0])) as Record<
  PersonalListName,
  number
>;

/** Adds what lets somebody see, take along and take back what is kept about them. Who is not known has nothing. */
export function addPersonalDataRoutes({ add, backend }: Api): void {
  const { db } = backend;
  const find = ({ auth_method, username }: z.output<typeof Names>, client: Client) =>
    findUser(db, client, auth_method, username);
  /** Whoever runs a collection without ever having had a task has no account, and is in the trail all the same. */
  const forgetStranger = ({ auth_method, username }: z.output<typeof Names>) =>
    db.transaction().execute((trx) => forgetActors(trx, [actorOf({ auth_method, id: username })]));

  add(
    {
      ...common,
      method: 'get',
      path,
      summary: 'What is kept about a person, in numbers',
      answer: PersonalOverview,
    },
    async ({ params, client }) => {
      const user = await find(params, client);
      if (!user) return { account: null, counts: none };
      return { account: await accountOf(db, user), counts: await countsOf(db, user.id) };
    },
  );

  for (const name of personalListNames)
    add(
      {
        ...common,
        method: 'get',
        path: `${path}/${name}`,
        summary: `The ${name.replaceAll('_', ' ')} of a person, whole, ${PAGE} at a time`,
        query: z.object({ offset: z.coerce.number().int().min(0).default(0) }),
        answer: personalPage<z.ZodType>(personalLists[name]),
      },
      async ({ params, query: { offset }, client }) => {
        const user = await find(params, client);
        const items = user ? await lists[name](db, user.id, { offset, limit: PAGE }) : [];
        return { items, next: items.length < PAGE ? null : offset + PAGE };
      },
    );

  add(
    {
      ...common,
      method: 'delete',
      path,
      summary: 'Erases everything a person wrote and said, and leaves placeholders without words',
      description:
        'The account stays until `DELETE /users/{user_id}` takes the name off it, so that a call that was cut short can be ' +
        'made again. Replies of others below an erased message are deleted with it, as they are when a moderator deletes it.',
      answer: Erased,
    },
    async ({ params, client }) => {
      const user = await find(params, client);
      if (user) return erase(backend, user);
      await forgetStranger(params);
      return { texts: 0 };
    },
  );

  add(
    {
      ...common,
      method: 'post',
      path: `${path}/unlink`,
      summary: 'Takes a person’s ids and name off everything they did, which stays and counts',
      status: 204,
    },
    async ({ params, client }) => {
      const user = await find(params, client);
      if (user) await unlink(backend, user);
      else await forgetStranger(params);
      return undefined;
    },
  );
}
