import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { adversarial } from '../test/support/adversarial.ts';
import { ms, table, whole } from './support/table.ts';

const TIMES = 10;
const SHOWN = 8;
const TICKS_PER_SECOND = 100; // of proc(5)'s times: USER_HZ on Linux

type Endpoint = { method: string; path: string };
type Cost = Endpoint & { what: string; cpuMs: number; answer: number };

/** What a stranger without a key costs a backend on a port, whatever endpoint they try with a MiB of whatever. Linux only. */
export async function strangers(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  const backend = await started(folder);
  try {
    const costs: Cost[] = [];
    const endpoints = await endpointsOf(backend.url);
    const before = (await used(backend.pid)).memory;
    for (const endpoint of endpoints) costs.push(await costOf(backend, endpoint));
    const after = (await used(backend.pid)).memory;
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
    await backend.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function started(folder: string) {
  const program = join(import.meta.dirname, '..', 'src', 'backend', 'cli', 'main.ts');
  const child = spawn(process.execPath, [program, '--port', '0', '--empty', '--data-dir', folder], {
    env: { PATH: process.env.PATH, BACKEND_KEY: 'bench', LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  const { url, pid } = z
    .object({ url: z.string(), pid: z.number() })
    .parse({ url: /http:\S+/.exec(String(line))?.[0], pid: child.pid });
  const stop = async () => {
    if (child.kill('SIGTERM')) await once(child, 'exit');
  };
  return { url, pid, stop };
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
    const before = (await used(pid)).cpuMs;
    let answer = 0;
    for (let turn = 0; turn < TIMES; turn += 1) answer = Math.max(answer, await ask(url, endpoint, body));
    const cpuMs = ((await used(pid)).cpuMs - before) / TIMES;
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

/** What a process has used so far: the processor's time, and the memory it has now in MB. */
async function used(pid: number): Promise<{ cpuMs: number; memory: number }> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' '); // from the third field on, see proc(5)
  const ticks = Number(fields[11]) + Number(fields[12]);
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const kilobytes = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]);
  return { cpuMs: (ticks * 1_000) / TICKS_PER_SECOND, memory: kilobytes / 1_024 };
}
