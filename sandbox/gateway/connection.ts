import type { WebSocket } from 'ws';
import * as z from 'zod';
import { guildPayload } from '../world/payloads.ts';
import type { World } from '../world/world.ts';
import { ready } from './ready.ts';
import { dispatch, replay, type Session } from './session.ts';

export type Connection = { socket: WebSocket; send(message: { op: number; d: unknown }): void };

export type Seat = {
  world: World;
  socket: WebSocket;
  sessions: Map<string, Session>;
  connections: Set<Connection>;
  heartbeatMs: number;
  silent: () => boolean;
  /** Whether a session of this shard may begin now; see `WorldOptions`. */
  mayBegin(shard: number): boolean;
  /** The address the client asked for, with version and encoding. */
  url: string;
};

const privileged = (1 << 1) | (1 << 8) | (1 << 15);
const allIntents = (1 << 26) - 1;
const guilds = 1;

const Message = z.object({ op: z.int(), d: z.unknown() });
const Identify = z.object({
  token: z.string(),
  intents: z.int(),
  properties: z.record(z.string(), z.unknown()),
  shard: z.tuple([z.int(), z.int()]).optional(),
});
const Resume = z.object({ token: z.string(), session_id: z.string(), seq: z.int() });

/** Speaks the gateway's protocol with one connection: hello, identify or resume, heartbeats, close codes. */
export function connect(seat: Seat): void {
  const { world, socket, sessions, connections, heartbeatMs } = seat;
  const connection: Connection = { socket, send: (message) => socket.send(JSON.stringify(message)) };
  let session: Session | null = null;
  let beat = setTimeout(expire, heartbeatMs * 2);
  connections.add(connection);

  function expire() {
    socket.close(4009, 'Session timed out.');
  }

  function heartbeat() {
    clearTimeout(beat);
    beat = setTimeout(expire, heartbeatMs * 2);
    if (!seat.silent()) connection.send({ op: 11, d: null });
  }

  function identify(body: unknown) {
    const { data } = Identify.safeParse(body);
    if (session) return socket.close(4005, 'Already authenticated.');
    if (!data) return socket.close(4002, 'Error while decoding payload.');
    if (data.token !== world.token) return socket.close(4004, 'Authentication failed.');
    if (data.shard && (data.shard[0] < 0 || data.shard[0] >= data.shard[1]))
      return socket.close(4010, 'Invalid shard.');
    if (data.intents < 0 || data.intents > allIntents) return socket.close(4013, 'Invalid intent(s).');
    if (data.intents & privileged) return socket.close(4014, 'Disallowed intent(s).');
    if (!seat.mayBegin(data.shard?.[0] ?? 0)) return connection.send({ op: 9, d: false });
    session = {
      id: world.newId(),
      intents: data.intents,
      shard: data.shard ?? null,
      seq: 0,
      events: [],
      socket,
      stalled: false,
    };
    sessions.set(session.id, session);
    dispatch(session, { t: 'READY', d: ready(world, session, data.shard) }, false);
    if (data.intents & guilds) dispatch(session, { t: 'GUILD_CREATE', d: guildPayload(world) }, false);
    online();
  }

  function resume(body: unknown) {
    const { data } = Resume.safeParse(body);
    if (session) return socket.close(4005, 'Already authenticated.');
    if (!data) return socket.close(4002, 'Error while decoding payload.');
    if (data.token !== world.token) return socket.close(4004, 'Authentication failed.');
    const known = sessions.get(data.session_id);
    if (!known) return connection.send({ op: 9, d: false });
    known.socket?.close(4000);
    known.socket = socket;
    session = known;
    if (!replay(known, data.seq)) return socket.close(4007, 'Invalid seq.');
    online();
  }

  function online() {
    world.bot.online = [...sessions.values()].some(({ socket: open }) => open !== null);
    world.changed('all');
  }

  function receive(raw: string) {
    const { data } = Message.safeParse(parsed(raw));
    if (!data) return socket.close(4002, 'Error while decoding payload.');
    if (data.op === 1) return heartbeat();
    if (data.op === 2) return identify(data.d);
    if (data.op === 6) return resume(data.d);
    if (data.op === 3 || data.op === 4 || data.op === 8) {
      return session ? undefined : socket.close(4003, 'Not authenticated.');
    }
    socket.close(4001, 'Unknown opcode.');
  }

  socket.on('message', (raw) => receive(String(raw)));
  socket.on('close', (code) => {
    clearTimeout(beat);
    connections.delete(connection);
    if (session?.socket !== socket) return;
    session.socket = null;
    if (code === 1000 || code === 1001) sessions.delete(session.id);
    online();
  });
  const query = new URL(seat.url, 'http://sandbox').searchParams;
  if (query.get('v') !== '10') socket.close(4012, 'Invalid API version.');
  else if ((query.get('encoding') ?? 'json') !== 'json') socket.close(4002, 'Only JSON is spoken here.');
  else connection.send({ op: 10, d: { heartbeat_interval: heartbeatMs, _trace: ['sandbox'] } });
}

function parsed(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}
