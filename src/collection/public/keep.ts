import { listServers, type Server } from '../../store/servers.ts';
import type { CollectionParts } from '../parts.ts';
import { isPostDue, showPublicPost, stands } from './post.ts';
import { sumUpWhenDue } from './weekly.ts';

/** How often servers are looked at. */
const ROUND_MS = 60_000;

type Parts = Pick<
  CollectionParts,
  'db' | 'oasst' | 'clock' | 'posting' | 'translator' | 'readProgress' | 'draw' | 'log'
>;

/** Keeps the public messages of all servers up to date from now on, and writes their weekly summaries. A failure is logged, and the next round tries again. */
export function keepPublicPosts(parts: Parts): { stop(): Promise<void> } {
  const { clock, db, log } = parts;
  let round: Promise<void> = Promise.resolve();
  let timer = clock.after(ROUND_MS, begin);
  let stopped = false;

  function begin() {
    round = look()
      .catch((error) => log.error({ err: error }, 'the public messages could not be looked after'))
      .then(() => {
        if (!stopped) timer = clock.after(ROUND_MS, begin);
      });
  }

  async function look() {
    for (const server of await listServers(db)) {
      if (stopped) return;
      await lookAfter(server).catch((error) =>
        log.error({ err: error, server: server.id }, 'a server could not be looked after'),
      );
    }
  }

  async function lookAfter(server: Server) {
    await sumUpWhenDue(parts, server);
    if (!(await isPostDue(parts, server))) return;
    // what stands keeps its numbers while nobody knows better ones
    const isKnown = (await parts.readProgress()).progress !== undefined;
    if (isKnown || !(await stands(parts, server))) await showPublicPost(parts, server);
  }

  return {
    async stop() {
      stopped = true;
      timer.cancel();
      await round;
    },
  };
}
