import { REST } from '@discordjs/rest';
import type { Logger } from 'pino';
import { Agent } from 'undici';
import type { Rest } from './rest-channel.ts';
import { shortCall } from './short-call.ts';

/** How long a call may take that somebody waits for, one of the start, and any other. */
const QUICK_MS = 2_500;
const STARTING_MS = 15_000;
const PATIENT_MS = 60_000;
/** How often a call of the start is made again when Discord fails or does not answer. */
const STARTING_AGAIN = 3;
const TOO_MANY_REQUESTS = 429;
/** How many connections to Discord are open at once: in a crowd, making more costs more than waiting for one of these. */
const CONNECTIONS = 64;

/**
 * How Discord is called, through whichever door people come. Nearly all calls belong to interactions, which Discord exempts
 * from its global limit; those are repeated, and wait for rate limits, where the time left for them is known.
 */
const restOptions = (api: string) => ({
  api,
  retries: 0,
  rejectOnRateLimit: ['/interactions', '/webhooks', '/channels'],
  globalRequestsPerSecond: 500,
  invalidRequestWarningInterval: 500,
  timeout: QUICK_MS,
});

/** Discord's REST API with this bot's token. */
export function createRest({ api, token, log }: { api: string; token: string; log: Logger }): Rest {
  const quick = new REST({
    ...restOptions(api),
    agent: new Agent({ connections: CONNECTIONS }),
    makeRequest: shortCall,
  }).setToken(token);
  // an agent of our own: when a connection breaks under a file, Node's lets its stream end the process, see nodejs/undici#5835
  const patient = new REST({
    ...restOptions(api),
    timeout: PATIENT_MS,
    agent: new Agent({ connections: CONNECTIONS }),
  }).setToken(token);
  const starting = new REST({ api, timeout: STARTING_MS, retries: STARTING_AGAIN }).setToken(token);
  starting.on('response', ({ method, route }, { status, headers }) => {
    if (status !== TOO_MANY_REQUESTS) return;
    const seconds = Math.ceil(Number(headers.get('retry-after')));
    log.warn({ seconds, method, route }, 'Discord asks to wait before the start goes on');
  });
  for (const rest of [quick, patient, starting]) {
    rest.on('invalidRequestWarning', ({ count }) => log.warn({ count }, 'many refused calls to Discord'));
  }
  return { quick, patient, starting };
}
