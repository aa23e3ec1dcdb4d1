import type { Server } from 'node:http';
import { WebSocketServer } from 'ws';
import type { World } from '../world/world.ts';
import { gatewayPath } from './address.ts';
import { type Connection, connect } from './connection.ts';
import { dispatch, repeat, type Session } from './session.ts';
import { sessionTurns } from './session-turns.ts';

/** The bot's end of events, and the things that go wrong with it. */
export type Gateway = {
  emit: World['emit'];
  /** Closes every connection with a code; 4000 by default, after which a client resumes. */
  drop(code?: number): void;
  /** Op 7: asks the client to come back and resume. */
  reconnect(): void;
  /** Op 9. Not resumable by default: sessions are forgotten and the client has to identify anew. */
  invalidate(resumable?: boolean): void;
  /** No acknowledgements and no events until the returned function is called. Missed events wait for a resume. */
  silence(): () => void;
  /** The sessions of now get no event any more, resumed or not; everything else about them stays as it was. */
  stall(): void;
  /** Says the newest event of each session again, as after a resume with an old number. */
  repeat(): void;
  /** How many sessions were turned away because they wanted to begin too soon after another. */
  tooSoon(): number;
  close(): void;
};

/** Attaches the gateway (v10, JSON) to an HTTP server. `heartbeatMs` is the interval it tells clients. */
export function startGateway(world: World, http: Server, heartbeatMs: number): Gateway {
  const sockets = new WebSocketServer({ noServer: true });
  const sessions = new Map<string, Session>();
  const connections = new Set<Connection>();
  const state = { silent: false };
  const turns = sessionTurns(world);
  http.on('upgrade', (request, socket, head) => {
    if (new URL(request.url ?? '/', 'http://sandbox').pathname !== gatewayPath) return socket.destroy();
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      connect({
        world,
        socket: webSocket,
        sessions,
        connections,
        heartbeatMs,
        silent: () => state.silent,
        mayBegin: turns.mayBegin,
        url: request.url ?? '',
      });
    });
  });
  return {
    emit(event, data, intent = 0) {
      for (const session of sessions.values()) {
        if (session.stalled || !hears(session, data) || (intent !== 0 && (session.intents & intent) === 0))
          continue;
        dispatch(session, { t: event, d: data }, state.silent);
      }
    },
    drop(code = 4000) {
      for (const { socket } of connections) socket.close(code);
    },
    reconnect() {
      for (const connection of connections) connection.send({ op: 7, d: null });
    },
    invalidate(resumable = false) {
      if (!resumable) sessions.clear();
      for (const connection of connections) connection.send({ op: 9, d: resumable });
    },
    silence() {
      state.silent = true;
      return () => {
        state.silent = false;
      };
    },
    stall() {
      for (const session of sessions.values()) session.stalled = true;
    },
    repeat() {
      for (const session of sessions.values()) repeat(session);
    },
    tooSoon: turns.tooSoon,
    close() {
      for (const { socket } of connections) socket.terminate();
      sockets.close();
    },
  };
}

/** Whether an event is a session's by its shard: a server's goes to one by its id, all that is of no server to the first. */
function hears({ shard }: Session, data: unknown): boolean {
  if (shard === null) return true;
  const { guild_id: guild } = Object(data) as { guild_id?: string };
  const [id, count] = shard;
  return guild === undefined ? id === 0 : Number((BigInt(guild) >> 22n) % BigInt(count)) === id;
}
