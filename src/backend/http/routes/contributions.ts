import { z } from 'zod';
import { Changed, Contribution, ContributionPage, Points } from '../../../oasst/contributions.ts';
import { stripBlanks } from '../../../text.ts';
import { editOwn, withdrawOwn } from '../../contributions/change.ts';
import { contributionOf, contributionsOf } from '../../contributions/list.ts';
import { pointsOf } from '../../contributions/points.ts';
import { Uuid } from '../../fields.ts';
import type { Client } from '../../keys/clients.ts';
import { isText, Text } from '../../request-fields.ts';
import { findUser, mustBeAllowed } from '../../users/people.ts';
import type { Api } from '../api/endpoint.ts';

const Names = z.object({ auth_method: z.string(), username: z.string() });
const OneOf = Names.extend({ contribution_id: Uuid });
const path = '/extensions/contributions/{auth_method}/{username}';
const common = { tag: 'extensions', ours: true, access: 'trusted' } as const;
const EditSchema = z.object({
  text: Text.transform(stripBlanks).refine(isText, 'ensure this value has at least 1 characters'),
});
const nothing = {
  lines: [],
  score: 0,
  level: 1,
  next_level_at: null,
  streak_days: null,
  show_on_leaderboard: true,
};

/** Adds what tells somebody what became of the texts they gave, and lets them change what nobody has judged. */
export function addContributionRoutes({ add, backend }: Api): void {
  const find = ({ auth_method, username }: z.output<typeof Names>, client: Client) =>
    findUser(backend.db, client, auth_method, username);

  add(
    {
      ...common,
      method: 'get',
      path,
      summary: 'What a person gave, texts and judgments, the newest first, with what became of each',
      params: Names,
      query: z.object({
        offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
        most: z.coerce.number().int().min(1).max(50).default(10),
      }),
      answer: ContributionPage,
    },
    async ({ params, query, client }) => {
      const user = await find(params, client);
      return user ? contributionsOf(backend, user.id, query) : { total: 0, items: [] };
    },
  );

  add(
    {
      ...common,
      method: 'get',
      path: `${path}/{contribution_id}`,
      summary: 'One of them; null for what is not there or not theirs',
      params: OneOf,
      answer: Contribution.nullable(),
    },
    async ({ params, client }) => {
      const user = await find(params, client);
      return (user && (await contributionOf(backend, user.id, params.contribution_id))) ?? null;
    },
  );

  add(
    {
      ...common,
      method: 'post',
      path: `${path}/{contribution_id}/edit`,
      summary: 'Gives one of them other words, while nobody has judged it and for two hours at most',
      work: true,
      params: OneOf,
      body: EditSchema,
      answer: Changed,
    },
    async ({ params, body, client }) => {
      const user = await find(params, client);
      if (!user) return { outcome: 'gone' as const };
      mustBeAllowed(user, backend.settings);
      return { outcome: await editOwn(backend, user, params.contribution_id, body.text) };
    },
  );

  add(
    {
      ...common,
      method: 'post',
      path: `${path}/{contribution_id}/withdraw`,
      summary: 'Takes one of them back, under the same conditions',
      params: OneOf,
      answer: Changed,
    },
    async ({ params, client }) => {
      const user = await find(params, client);
      if (!user) return { outcome: 'gone' as const };
      return { outcome: await withdrawOwn(backend, user, params.contribution_id) };
    },
  );

  add(
    {
      ...common,
      method: 'get',
      path: '/extensions/points/{auth_method}/{username}',
      summary: 'What a person has points for, line by line',
      params: Names,
      answer: Points,
    },
    async ({ params, client }) => {
      const user = await find(params, client);
      return user ? pointsOf(backend, user) : nothing;
    },
  );
}
