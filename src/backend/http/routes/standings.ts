import { z } from 'zod';
import type { Backend } from '../../context.ts';
import { most, Switch, Uuid } from '../../fields.ts';
import { leaderboard, scoreOf, windowAround } from '../../standings/board.ts';
import {
  LeaderboardResponseSchema,
  TimeFrameSchema,
  TrollboardResponseSchema,
  UserScoreResponseSchema,
  UserStatsResponseSchema,
} from '../../standings/responses.ts';
import { trollboard } from '../../standings/trollboard.ts';
import { updateStandings } from '../../standings/update.ts';
import { unknownUser, usersById } from '../../users/people.ts';
import type { Api } from '../api/endpoint.ts';

const InFrame = z.object({ time_frame: TimeFrameSchema });
const UserPath = z.object({ user_id: Uuid });
const InFrameOf = UserPath.extend(InFrame.shape);
const MOST = 10_000;

/** Adds leaderboards, trollboards and each person's scores: snapshots, as they were counted last. */
export function addStandingRoutes({ add, backend }: Api): void {
  add(
    {
      method: 'get',
      path: '/leaderboards/{time_frame}',
      tag: 'leaderboards',
      summary: 'The most useful people of a time frame',
      access: 'key',
      viewer: 'optional',
      params: InFrame,
      query: z.object({ max_count: most(MOST, 100) }),
      answer: LeaderboardResponseSchema,
    },
    ({ params, query, viewer }) =>
      leaderboard(backend, params.time_frame, { from: 1, most: query.max_count, viewerId: viewer?.id }),
  );

  add(
    {
      method: 'post',
      path: '/leaderboards/update/{time_frame}',
      tag: 'leaderboards',
      summary: 'Counts the scores of a time frame now',
      access: 'trusted',
      params: InFrame,
      status: 204,
    },
    async ({ params }) => {
      await updateStandings(backend, params.time_frame);
      return undefined;
    },
  );

  add(
    {
      method: 'post',
      path: '/leaderboards/update',
      tag: 'leaderboards',
      summary: 'Counts the scores of every time frame now',
      access: 'trusted',
      status: 204,
    },
    async () => {
      for (const frame of TimeFrameSchema.options) await updateStandings(backend, frame);
      return undefined;
    },
  );

  add(
    {
      method: 'get',
      path: '/trollboards/{time_frame}',
      tag: 'trollboards',
      summary: 'Those with the most held against them',
      access: 'trusted',
      viewer: 'optional',
      params: InFrame,
      query: z.object({ max_count: most(MOST, 100), enabled: Switch.optional() }),
      answer: TrollboardResponseSchema,
    },
    ({ params, query, viewer }) =>
      trollboard(backend, params.time_frame, {
        most: query.max_count,
        enabled: query.enabled,
        viewerId: viewer?.id,
      }),
  );

  add(
    {
      method: 'get',
      path: '/users/{user_id}/stats',
      tag: 'users',
      summary: 'A person’s scores in every time frame',
      access: 'key',
      params: UserPath,
      answer: UserStatsResponseSchema,
    },
    async ({ params }) => {
      const user = (await usersById(backend.db, [params.user_id])).get(params.user_id);
      if (!user) return {};
      const frames = await Promise.all(
        TimeFrameSchema.options.map(async (frame) => [frame, await scoreOf(backend, frame, user)] as const),
      );
      return Object.fromEntries(frames);
    },
  );

  add(
    {
      method: 'get',
      path: '/users/{user_id}/stats/{time_frame}',
      tag: 'users',
      summary: 'A person’s score in one time frame',
      access: 'key',
      params: InFrameOf,
      answer: UserScoreResponseSchema,
    },
    async ({ params }) => scoreOf(backend, params.time_frame, await knownUser(backend, params.user_id)),
  );

  add(
    {
      method: 'get',
      path: '/users/{user_id}/stats/{time_frame}/window',
      tag: 'users',
      summary: 'The part of a leaderboard around a person',
      access: 'key',
      params: InFrameOf,
      query: z.object({ window_size: most(100, 5) }),
      answer: LeaderboardResponseSchema.nullable(),
    },
    async ({ params, query }) => {
      await knownUser(backend, params.user_id);
      return windowAround(backend, params.time_frame, params.user_id, { size: query.window_size });
    },
  );
}

async function knownUser({ db }: Backend, id: string) {
  const user = (await usersById(db, [id])).get(id);
  if (!user) throw unknownUser();
  return user;
}
