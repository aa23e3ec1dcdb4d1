import type { Hono } from 'hono';
import { z } from 'zod';
import { askingClient, askingUser, pathId } from '../asking.ts';
import { parsed } from '../body.ts';
import { mustBeTrusted } from '../clients.ts';
import type { Backend } from '../context.ts';
import { wireDate, wireDateOrNull } from '../dates.ts';
import type { User } from '../people.ts';
import { level, noDeeds } from '../rules/score.ts';
import { baseDate, type Standing, standings } from '../standings.ts';
import { streakOf } from '../user-view.ts';
import { TimeFrame } from '../wire.ts';
import { unknownUser } from './users.ts';

const InFrame = z.object({ time_frame: TimeFrame });
const MaxCount = z.object({ max_count: z.coerce.number().int().min(1).max(10_000).default(100) });
const WindowSize = z.object({ window_size: z.coerce.number().int().min(1).max(100).default(5) });

/** Adds the leaderboards and each person's statistics. They are counted when asked, so they are never out of date. */
export function addStandingRoutes(app: Hono, backend: Backend): void {
  app.get('/api/v1/leaderboards/:time_frame', async (c) => {
    const { time_frame } = parsed(InFrame, c.req.param(), 'path');
    const { max_count } = parsed(MaxCount, c.req.query(), 'query');
    const viewer = await askingUser(backend, c, askingClient(backend, c));
    const ranked = (await inFrame(backend, time_frame)).filter(({ rank }) => rank !== null);
    return c.json(await board(backend, time_frame, ranked.slice(0, max_count), viewer?.id));
  });

  for (const path of ['/api/v1/leaderboards/update', '/api/v1/leaderboards/update/:time_frame'])
    app.post(path, (c) => {
      if (c.req.param('time_frame') !== undefined) parsed(InFrame, c.req.param(), 'path');
      mustBeTrusted(askingClient(backend, c));
      return c.body(null, 204);
    });

  app.get('/api/v1/users/:user_id/stats', async (c) => {
    const id = pathId(c, 'user_id');
    askingClient(backend, c);
    const user = await anyUser(backend, id);
    if (!user) return c.json({});
    const frames = await Promise.all(
      TimeFrame.options.map(async (frame) => [frame, await scoreIn(backend, frame, user)]),
    );
    return c.json(Object.fromEntries(frames));
  });

  app.get('/api/v1/users/:user_id/stats/:time_frame', async (c) => {
    const id = pathId(c, 'user_id');
    const { time_frame } = parsed(InFrame, c.req.param(), 'path');
    askingClient(backend, c);
    return c.json(await scoreIn(backend, time_frame, await mustExist(backend, id)));
  });

  app.get('/api/v1/users/:user_id/stats/:time_frame/window', async (c) => {
    const id = pathId(c, 'user_id');
    const { time_frame } = parsed(InFrame, c.req.param(), 'path');
    const { window_size } = parsed(WindowSize, c.req.query(), 'query');
    askingClient(backend, c);
    await mustExist(backend, id);
    const ranked = (await inFrame(backend, time_frame)).filter(({ rank }) => rank !== null);
    const at = ranked.findIndex(({ userId }) => userId === id);
    if (at < 0) return c.json(null);
    const first = Math.max(0, at - Math.floor(window_size / 2));
    return c.json(await board(backend, time_frame, ranked.slice(first, first + window_size), id));
  });
}

function inFrame({ db, now }: Backend, frame: TimeFrame) {
  return standings(db, baseDate(frame, now()));
}

async function scoreIn(backend: Backend, frame: TimeFrame, user: User) {
  const standing = (await inFrame(backend, frame)).find(({ userId }) => userId === user.id);
  return scoreView(backend, frame, user, standing, user.id);
}

async function board(backend: Backend, frame: TimeFrame, lines: Standing[], viewerId: string | undefined) {
  const ids = lines.map(({ userId }) => userId);
  const rows =
    ids.length === 0
      ? []
      : await backend.db.selectFrom('backend_users').selectAll().where('id', 'in', ids).execute();
  const users = new Map(rows.map((user) => [user.id, user]));
  return {
    time_frame: frame,
    last_updated: wireDate(backend.now()),
    leaderboard: lines.flatMap((line) => {
      const user = users.get(line.userId);
      return user ? [scoreView(backend, frame, user, line, viewerId)] : [];
    }),
  };
}

function scoreView(
  { now }: Backend,
  frame: TimeFrame,
  user: User,
  standing: Standing | undefined,
  viewerId: string | undefined,
) {
  const time = now();
  const streak = streakOf(user, time);
  return {
    rank: standing?.rank ?? null,
    user_id: user.id,
    highlighted: user.id === viewerId,
    username: user.username,
    auth_method: user.auth_method,
    display_name: user.display_name,
    leader_score: standing?.score ?? 0,
    level: standing ? level(standing.score) : 0,
    base_date: standing ? wireDateOrNull(baseDate(frame, time)) : null,
    modified_date: wireDate(time),
    ...(standing?.deeds ?? noDeeds),
    streak_last_day_date: wireDateOrNull(streak.startedAt),
    streak_days: streak.days,
    last_activity_date: wireDateOrNull(user.last_activity_at),
  };
}

function anyUser({ db }: Backend, id: string) {
  return db.selectFrom('backend_users').selectAll().where('id', '=', id).executeTakeFirst();
}

async function mustExist(backend: Backend, id: string) {
  const user = await anyUser(backend, id);
  if (!user) throw unknownUser();
  return user;
}
