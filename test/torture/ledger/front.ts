import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Instants } from '../instants.ts';
import type { Journal } from '../journal.ts';
import type { BackendFault, BackendWeather } from '../weather/backend.ts';
import type { Backend } from './app.ts';

/** Longer than the bot waits for any answer, and shorter than it may take to send one a second time. */
const HANG_MS = 12_000;

export type Front = {
  /** The backend's address for one process of the bot, by its number. */
  address(process: number): string;
  close(): Promise<void>;
};

type Parts = { backend: Backend; weather: BackendWeather; instants: Instants; journal: Journal };

/** Serves the backend on a port of its own, and lets the weather at what comes and goes. */
export async function serveBackend({ backend, weather, instants, journal }: Parts): Promise<Front> {
  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy()); // the bot has hung up
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = z.object({ port: z.number() }).parse(server.address());

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse) {
    const body = await text(incoming);
    const { from, path } = placeOf(incoming.url ?? '');
    const fault = path.endsWith('report_labels') ? undefined : weather.strike();
    if (fault)
      journal.note(
        'backend',
        `${incoming.method} ${path} of process ${from}: ${inWords(fault)}`,
        taskIn(path),
      );
    instants.come('asked');
    if (fault && 'seen' in fault && !fault.seen) return await spoil(outgoing, fault);
    const method = incoming.method ?? 'GET';
    const request = new Request(`http://backend${path}`, {
      method,
      headers: headersOf(incoming),
      ...(method === 'GET' ? {} : { body }),
    });
    const { response, arrival } = await backend.answer(request, from);
    const told = (how: 'whole' | 'lost') => {
      if (arrival?.told === 'not yet') Object.assign(arrival, { told: how, toldAt: journal.now() });
    };
    outgoing.once('close', () => told('lost'));
    instants.come('handled');
    if (fault && fault.is !== 'late') return await spoil(outgoing, fault);
    if (fault) await pause(fault.ms);
    outgoing.writeHead(response.status, { 'content-type': 'application/json' });
    outgoing.once('finish', () => {
      told('whole');
      instants.come('answered');
    });
    outgoing.end(await response.text());
  }

  return {
    address: (process) => `http://127.0.0.1:${port}/p${process}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function spoil(outgoing: ServerResponse, fault: Exclude<BackendFault, { is: 'late' }>) {
  if (fault.is === 'status') {
    outgoing.once('finish', () => outgoing.destroy());
    outgoing.writeHead(fault.status, { 'content-type': 'application/json' }).end(fault.body);
    return;
  }
  if (fault.is === 'half') {
    outgoing
      .writeHead(200, { 'content-type': 'application/json', 'content-length': '100' })
      .write('{"type": "ta');
    await pause(5);
  }
  if (fault.is === 'hang') await pause(HANG_MS, undefined, { ref: false });
  outgoing.destroy();
}

/** `/p7/api/v1/tasks/` is process 7 asking for `/api/v1/tasks/`. */
function placeOf(url: string) {
  const [, from = '0', path = url] = /^\/p(\d+)(\/.*)$/.exec(url) ?? [];
  return { from: Number(from), path };
}

function taskIn(path: string): string | undefined {
  return /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(path)?.[0];
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  const wanted = ['content-type', 'x-api-key', 'x-oasst-user'];
  return Object.fromEntries(
    wanted.flatMap((name) => {
      const value = headers[name];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
}

function inWords(fault: BackendFault): string {
  const seen = 'seen' in fault ? (fault.seen ? ', carried out' : ', not carried out') : '';
  if (fault.is === 'status') return `${fault.status}${seen}`;
  return fault.is === 'late' ? `late by ${fault.ms} ms` : `${fault.is}${seen}`;
}
