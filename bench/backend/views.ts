import type { Stopwatch } from '../support/timing.ts';
import type { Call, Look } from './crowd.ts';

const EACH = 100;
const COUNTED_ANEW = 3;

/** What people and managers look at, by the name under which it is timed; `user` is somebody's front-end id. */
const views: Readonly<Record<string, (user: string, lang: string) => string>> = {
  '/me: what I gave': (user) => `/extensions/contributions/discord/${user}`,
  '/me: points': (user) => `/extensions/points/discord/${user}`,
  '/leaderboard': () => '/leaderboards/week',
  '/leaderboard of a language': (_, lang) => `/extensions/leaderboards/week/${lang}`,
  'statistics, live': () => '/stats/',
  'statistics, kept': () => '/stats/cached',
  'trees by state': () => '/stats/tree_manager/state_counts',
};

export type Viewers = {
  call: Call;
  look: Look;
  /** A backend that has nothing in memory, so that what it keeps is counted anew. */
  fresh: () => Look;
  people: number;
  langs: readonly string[];
};

/** Has different people look at everything, one after the other; each look is timed. */
export async function viewAll(
  { call, look, fresh, people, langs }: Viewers,
  watch: Stopwatch,
): Promise<void> {
  for (let turn = 0; turn < EACH; turn += 1) {
    const user = String(100_000 + ((turn * 7) % people));
    const lang = langs[turn % langs.length] ?? 'en';
    for (const [name, path] of Object.entries(views))
      await mustSucceed(watch, name, () => look(path(user, lang)));
    const person = { id: user, display_name: `Person ${user}`, auth_method: 'discord' };
    await mustSucceed(watch, 'availability', () => call(`/tasks/availability?lang=${lang}`, person));
  }
  for (let turn = 0; turn < COUNTED_ANEW; turn += 1) {
    const lookAnew = fresh();
    await mustSucceed(watch, '/progress, counted anew', () => lookAnew('/extensions/progress'));
  }
}

async function mustSucceed(watch: Stopwatch, name: string, ask: () => Promise<Response>) {
  const response = await watch.time(name, ask);
  if (!response.ok) throw new Error(`${name}: ${response.status} ${await response.text()}`);
}
