import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Snapshot } from './view.ts';

/** Where the live view gets its pictures from. */
export type LiveSource = {
  snapshot(personId: string): Snapshot;
  onChange(listener: (personIds: 'all' | string[]) => void): () => void;
};

/**
 * One person's view as server-sent events: a whole snapshot at once and after each change. Changes that come
 * while one is being written, or in the same turn of the event loop, become one event. A comment every
 * `heartbeatMs` keeps the connection open.
 */
export function streamView(context: Context, source: LiveSource, personId: string, heartbeatMs: number) {
  return streamSSE(context, async (stream) => {
    let wake = () => {};
    let changed = true;
    const unsubscribe = source.onChange((ids) => {
      if (ids !== 'all' && !ids.includes(personId)) return;
      changed = true;
      wake();
    });
    const heartbeat = setInterval(() => void stream.write(':\n\n'), heartbeatMs);
    stream.onAbort(() => wake());
    try {
      while (!stream.aborted) {
        await new Promise((next) => setImmediate(next));
        changed = false;
        await stream.writeSSE({ data: JSON.stringify(source.snapshot(personId)) });
        if (changed || stream.aborted) continue; // whoever left meanwhile wakes nobody any more
        await new Promise<void>((next) => {
          wake = next;
        });
      }
    } finally {
      clearInterval(heartbeat);
      unsubscribe();
    }
  });
}
