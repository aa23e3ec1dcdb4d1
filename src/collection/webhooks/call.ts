import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { isPublic, lookupOutside, refuseInternalHost } from './address.ts';
import { noAnswer } from './no-answer.ts';

/** How long an address has to answer, in real time. */
const ANSWER_MS = 10_000;

/** A message that is to be signed and told to an address. */
export type Message = { id: string; body: string; at: number };

/** What came of it: taken; or not, with why in a word of `NoAnswer` or as a status, and how long the address asks to be left alone. */
export type CallOutcome =
  | { is: 'taken'; status: number }
  | { is: 'gone'; why: string }
  | { is: 'not_taken'; why: string; retryAfterMs: number };

/** Tells addresses of owners' own programs. */
export type CallWebhook = {
  /** Makes one call, signed as Standard Webhooks have it. Never rejects. */
  call(to: { url: string; secret: string }, message: Message): Promise<CallOutcome>;
  /** Whether an address may be told anything: `internal` for one inside, `unknown` for a name that leads nowhere. */
  examine(url: URL): Promise<'fine' | 'internal' | 'unknown' | 'insecure'>;
};

/**
 * Calls over the internet alone: encrypted, to no address inside, through no redirect. `allowsInternal`, for development, lifts
 * the first two.
 */
export function webhookCaller({ allowsInternal }: { allowsInternal: boolean }): CallWebhook {
  return {
    async call({ url, secret }, { id, body, at }) {
      try {
        const { Webhook } = await import('standardwebhooks');
        const { Agent, fetch } = await import('undici');
        const { default: addresses } = await import('ipaddr.js');
        if (!allowsInternal) refuseInternalHost(new URL(url), addresses);
        const agent = new Agent(allowsInternal ? {} : { connect: { lookup: lookupOutside(addresses) } });
        const headers = {
          'content-type': 'application/json',
          'webhook-id': id,
          'webhook-timestamp': String(Math.floor(at / 1_000)),
          'webhook-signature': new Webhook(secret).sign(id, new Date(at), body),
        };
        const signal = AbortSignal.timeout(ANSWER_MS);
        try {
          const answer = await fetch(url, {
            ...{ method: 'POST', headers, body, signal, dispatcher: agent },
            redirect: 'manual', // one could lead inside
          });
          await answer.body?.cancel();
          return outcomeOf(answer.status, answer.headers.get('retry-after'));
        } finally {
          void agent.close().catch(() => {});
        }
      } catch (error) {
        return { is: 'not_taken', why: noAnswer(error), retryAfterMs: 0 };
      }
    },

    async examine(url) {
      if (allowsInternal) return 'fine';
      if (url.protocol !== 'https:') return 'insecure';
      const { default: addresses } = await import('ipaddr.js');
      const host = url.hostname.replace(/^\[|\]$/g, '');
      const found = isIP(host)
        ? [host]
        : await lookup(host, { all: true }).then(
            (all) => all.map(({ address }) => address),
            () => [],
          );
      if (found.length === 0) return 'unknown';
      return found.every((address) => isPublic(address, addresses)) ? 'fine' : 'internal';
    },
  };
}

/** What an answer means: 410 that nothing more is wanted (Standard Webhooks, "Removing webhook endpoints"). */
export function outcomeOf(status: number, retryAfter: string | null): CallOutcome {
  if (status >= 200 && status < 300) return { is: 'taken', status };
  const why = String(status);
  if (status === 410) return { is: 'gone', why };
  const seconds = retryAfter !== null && /^\d{1,6}$/.test(retryAfter) ? Number(retryAfter) : 0;
  return { is: 'not_taken', why, retryAfterMs: seconds * 1_000 };
}
