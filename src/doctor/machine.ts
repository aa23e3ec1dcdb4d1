import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Finding } from './finding.ts';

const NEEDED = 24;
/** How far two clocks may be apart before tasks and tokens run out too early or too late. */
const MOST_APART_MS = 30_000;

/** Whether this Node is one that the bot runs on. */
export function examineVersions(node: string, bot: string): Finding {
  const isNew = Number(node.split('.')[0]) >= NEEDED;
  const says = `the bot ${bot} on Node ${node}`;
  if (isNew) return { name: 'versions', is: 'fine', says };
  return {
    name: 'versions',
    is: 'broken',
    says,
    mend: `use Node ${NEEDED} or newer; npm scripts bring it along`,
  };
}

/** Whether this machine's clock (epoch ms) is near Discord's, whose answer has the time in its `Date` header. */
export function examineClock(date: string | null, now: number): Finding {
  const name = 'clock';
  const theirs = date === null ? Number.NaN : Date.parse(date);
  if (Number.isNaN(theirs)) return { name, is: 'doubtful', says: 'Discord does not say what time it is' };
  const apart = Math.abs(now - theirs);
  const says = `${Math.round(apart / 1_000)} s from Discord's`;
  if (apart <= MOST_APART_MS) return { name, is: 'fine', says };
  return { name, is: 'broken', says, mend: 'let this machine set its clock from the network (NTP)' };
}

/** Whether the port can be listened on, or the bot itself does already. */
export async function examinePort(
  { host, port }: { host: string; port: number | undefined },
  fetch: typeof globalThis.fetch,
): Promise<Finding> {
  const name = 'port';
  if (port === undefined) return { name, is: 'fine', says: 'PORT is unset: no health checks and no metrics' };
  const failure = await listenOnce(host, port);
  if (failure === undefined) return { name, is: 'fine', says: `${host}:${port} is free` };
  if (failure === 'EADDRINUSE' && (await botAnswers(host, port, fetch)))
    return { name, is: 'fine', says: `a bot answers on ${host}:${port}` };
  const says = `${host}:${port} cannot be listened on (${failure})`;
  return { name, is: 'broken', says, mend: 'choose another PORT, or an address of this machine as HOST' };
}

async function listenOnce(host: string, port: number): Promise<string | undefined> {
  const server = createServer();
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
  server.close();
  await once(server, 'close');
  return undefined;
}

async function botAnswers(host: string, port: number, fetch: typeof globalThis.fetch): Promise<boolean> {
  const address = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  try {
    const response = await fetch(`http://${address}:${port}/healthz`, { signal: AbortSignal.timeout(2_000) });
    return response.ok;
  } catch {
    return false;
  }
}
