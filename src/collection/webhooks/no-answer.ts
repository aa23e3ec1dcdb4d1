import { InternalAddress } from './address.ts';

/** Why a call got no answer, as it is kept in the database. */
export const noAnswers = ['internal', 'unknown', 'closed', 'insecure', 'slow', 'unreachable'] as const;
export type NoAnswer = (typeof noAnswers)[number];

// Codes of node:dns, node:net, node:tls and undici, whose errors wrap one another.
const codes: readonly [RegExp, NoAnswer][] = [
  [/^(ENOTFOUND|EAI_\w+|ENODATA)$/, 'unknown'],
  [/^ECONNREFUSED$/, 'closed'],
  [/CERT|SIGNATURE|^ERR_(TLS|SSL)|^EPROTO$/, 'insecure'],
  [/TIMEOUT|^ETIMEDOUT$/, 'slow'],
];

/** What went wrong with a call that ended in an error. */
export function noAnswer(error: unknown): NoAnswer {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof InternalAddress) return 'internal';
    if (cause.name === 'TimeoutError') return 'slow';
    const code = 'code' in cause ? String(cause.code) : '';
    const known = codes.find(([pattern]) => pattern.test(code));
    if (known) return known[1];
  }
  return 'unreachable';
}

/** Whether a kept reason is one of these, and no status. */
export function isNoAnswer(why: string): why is NoAnswer {
  return noAnswers.some((one) => one === why);
}
