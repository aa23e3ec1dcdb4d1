import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { adversarial } from '../test/support/adversarial.ts';
import { startBackend } from './support/backend-process.ts';
import { usageOf } from './support/process-usage.ts';
import { ms, table, whole } from './support/table.ts';

const TIMES = 10;
const SHOWN = 8;

type Endpoint = { method: string; path: string };
type Cost = Endpoint & { what: string; cpuMs: number; answer: number };

/** What a stranger without a key costs a backend on a port, whatever endpoint they try with a MiB of whatever. Linux only. */
export async function strangers(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  const backend = await startBackend(folder);
  try {
    const costs: Cost[] = [];
    const endpoints = await endpointsOf(backend.url);
    const before = (await usageOf(backend.pid)).memory;
    for (const endpoint of endpoints) costs.push(await costOf(backend, endpoint));
    const after = (await usageOf(backend.pid)).memory;
    const worst = costs.toSorted((a, b) => b.cpuMs - a.cpuMs).slice(0, SHOWN);
    const rows = worst.map(({ method, path, what, cpuMs, answer }) => [
      `${method} ${path}`,
      what,
      ms(cpuMs),
      whole(answer),
    ]);
    process.stdout.write(
      `${endpoints.length} endpoints without a key; memory ${whole(before)} MB before, ${whole(after)} MB after\n\n`,
    );
    process.stdout.write(
      table(['costliest endpoints', 'with', 'processor a request', 'bytes of answer'], rows),
    );
  } finally {
    await backend.end('SIGTERM');
    await rm(folder, { recursive: true, force: true });
  }
}

async function endpointsOf(url: string): Promise<Endpoint[]> {
  const Document = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });
  const response = await fetch(`${url}/api/v1/openapi.json`);
  return Object.entries(Document.parse(await response.json()).paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({
      method: method.toUpperCase(),
      path: path.replaceAll(/\{\w+\}/g, '1'),
    })),
  );
}

/** The mean of the processor's time for the costliest body, and the longest answer. */
async function costOf({ url, pid }: { url: string; pid: number }, endpoint: Endpoint): Promise<Cost> {
  let worst: Cost = { ...endpoint, what: '', cpuMs: 0, answer: 0 };
  const bodies = endpoint.method === 'GET' ? { 'no body': '' } : adversarial;
  for (const [what, body] of Object.entries(bodies)) {
    const before = (await usageOf(pid)).cpuMs;
    let answer = 0;
    for (let turn = 0; turn < TIMES; turn += 1) answer = Math.max(answer, await ask(url, endpoint, body));
    const cpuMs = ((await usageOf(pid)).cpuMs - before) / TIMES;
    if (cpuMs > worst.cpuMs) worst = { ...worst, what, cpuMs };
    worst.answer = Math.max(worst.answer, answer);
  }
  return worst;
}

/** Sends a body as far as it is taken, and gives the length of what was answered before the connection ended. */
async function ask(url: string, { method, path }: Endpoint, body: string): Promise<number> {
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  const asking = request(`${url}${path}`, { method, headers, agent: false });
  let length = 0;
  asking.on('response', (response) => {
    response.on('data', (chunk: Buffer) => {
      length += chunk.length;
    });
    response.on('error', () => {});
  });
  asking.on('error', () => {}); // the backend does not wait for what it does not read
  asking.end(body);
  await new Promise((resolve) => asking.once('close', resolve));
  return length;
}
