import { z } from 'zod';
import { most, Uuid } from '../../fields.ts';
import { Lang } from '../../request-fields.ts';
import { leaderboard, windowAround } from '../../standings/board.ts';
import { LeaderboardResponseSchema, TimeFrameSchema } from '../../standings/responses.ts';
import type { Api } from '../api/endpoint.ts';

const Board = z.object({ time_frame: TimeFrameSchema, lang: Lang });

/** Adds the leaderboards of single languages: snapshots, as they were counted last. */
export function addLanguageStandingRoutes({ add, backend }: Api): void {
  add(
    {
      method: 'get',
      path: '/extensions/leaderboards/{time_frame}/{lang}',
      tag: 'extensions',
      ours: true,
      summary: 'The most useful people of a time frame in one language, and those around a person',
      access: 'trusted',
      params: Board,
      query: z.object({ max_count: most(100, 10), user_id: Uuid.optional(), window_size: most(100, 2) }),
      answer: z.object({
        best: LeaderboardResponseSchema,
        around: LeaderboardResponseSchema.nullable(),
      }),
    },
    async ({ params: { time_frame, lang }, query }) => ({
      best: await leaderboard(backend, time_frame, {
        from: 1,
        most: query.max_count,
        viewerId: query.user_id,
        lang,
      }),
      around:
        query.user_id === undefined
          ? null
          : await windowAround(backend, time_frame, query.user_id, { size: query.window_size, lang }),
    }),
  );
}
