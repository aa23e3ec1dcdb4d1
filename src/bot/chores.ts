import { keepPublicPosts } from '../collection/public/keep.ts';
import { keepForgetting } from '../tasks/session/forget.ts';
import type { House } from './house.ts';

/** What goes on by itself while a bot runs. */
export type Chore = { start(): void | Promise<void>; stop(): void | Promise<void> };

/** Starts them one after the other. Rejects, with the rest not started, where one cannot. */
export async function startAll(chores: readonly Chore[]): Promise<void> {
  for (const chore of chores) await chore.start();
}

/** Stops them all at once; resolves when each has finished what it was at. */
export async function stopAll(chores: readonly Chore[]): Promise<void> {
  await Promise.all(chores.map((chore) => chore.stop()));
}

/** Keeps the public messages of all servers up to date. */
export function publicPostsChore(house: House): Chore {
  return once(() => keepPublicPosts(house));
}

/** Forgets once a day what is old. */
export function forgettingChore({ db, clock, log }: Pick<House, 'db' | 'clock' | 'log'>): Chore {
  return once(() => keepForgetting(db, clock, log));
}

function once(begin: () => { stop(): void | Promise<void> }): Chore {
  let going: ReturnType<typeof begin> | undefined;
  return {
    start() {
      going ??= begin();
    },
    stop: () => going?.stop(),
  };
}
