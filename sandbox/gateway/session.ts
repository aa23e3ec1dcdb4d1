import type { WebSocket } from 'ws';

type Event = { op: 0; t: string; s: number; d: unknown };

const keptEvents = 1_000;

/** One session of the bot: it outlives its connection, so that what was missed can be replayed. */
export type Session = {
  id: string;
  intents: number;
  /** Which shard of how many it is; null when it hears of everything. */
  shard: [number, number] | null;
  seq: number;
  events: Event[];
  socket: WebSocket | null;
  /** Connected, with heartbeats acknowledged, but no event ever comes again. */
  stalled: boolean;
};

/** Numbers an event, keeps it for a resume, and sends it if the session is connected and not silenced. */
export function dispatch(session: Session, event: { t: string; d: unknown }, silent: boolean): void {
  session.seq += 1;
  const numbered: Event = { op: 0, t: event.t, s: session.seq, d: event.d };
  session.events = [...session.events, numbered].slice(-keptEvents);
  if (!silent) session.socket?.send(JSON.stringify(numbered));
}

/** Sends everything after a sequence number again, then RESUMED. False when the number cannot be right. */
export function replay(session: Session, seq: number): boolean {
  const oldest = session.events[0]?.s ?? 1;
  if (seq > session.seq || seq < oldest - 1) return false;
  for (const event of session.events) if (event.s > seq) session.socket?.send(JSON.stringify(event));
  dispatch(session, { t: 'RESUMED', d: {} }, false);
  return true;
}

/** Sends its newest event again, under the same number. */
export function repeat({ events, socket }: Session): void {
  const newest = events.at(-1);
  if (newest) socket?.send(JSON.stringify(newest));
}
