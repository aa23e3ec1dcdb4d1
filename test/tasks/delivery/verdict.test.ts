import { describe, expect, test } from 'vitest';
import {
  codes,
  InvalidRequest,
  NotUnderstood,
  OasstError,
  TooManyRequests,
  Unreachable,
} from '../../../src/oasst/errors.ts';
import { verdictOn } from '../../../src/tasks/delivery/verdict.ts';

const request = { method: 'POST', path: '/api/v1/tasks/interaction' };
const refusal = (status: number, code?: number) => new OasstError('no', { request, status, code });
const judge = (error: unknown, kind: 'ack' | 'answer' | 'nack' | 'report' = 'answer', attempts = 1) =>
  verdictOn(error, { kind, attempts }, () => 0).is;

describe('later', () => {
  test.each<[string, unknown]>([
    ['a backend that cannot be reached', new Unreachable('no', { request })],
    ['an answer nobody understands', new NotUnderstood('no', { request, status: 200 })],
    ['the limiter', new TooManyRequests('no', { request, status: 429 })],
    ['any other mistake', new Error('the database is away')],
    ['something that is no error', undefined],
    ['a bad gateway', refusal(502)],
    ['a server error with a code', refusal(500, codes.generic)],
    ['a 503 with a code of its own', refusal(503, codes.databaseConflict)],
    ['a wrong key', refusal(401)],
    ['a wrong key with a code', refusal(403, codes.apiKeyNotTrusted)],
    ['a wrong address', refusal(404)],
    ['a wrong method', refusal(405)],
    ['a redirect', refusal(302)],
    ['a request that took too long', refusal(408)],
    ['a request that came too early', refusal(425)],
  ])('for %s', (_, error) => {
    for (const kind of ['ack', 'answer', 'nack', 'report'] as const)
      expect(judge(error, kind, 3)).toBe('later');
  });
});

describe('final', () => {
  test.each(Object.entries(codes).filter(([name]) => !['taskAlreadyDone', 'tooManyRequests'].includes(name)))(
    'when the backend refuses with %s',
    (_, code) => {
      expect(judge(refusal(400, code))).toBe('refused');
      expect(judge(refusal(404, code), 'answer', 7)).toBe('refused');
    },
  );

  test.each([
    ['our own mistake', new InvalidRequest('no', { request })],
    ['a body of the wrong form', refusal(422)],
    ['a bad request without a code', refusal(400)],
    ['a disabled account, though the status says otherwise', refusal(503, codes.userDisabled)],
    ['a broken conversation, though the status says otherwise', refusal(500, codes.brokenConversation)],
  ])('for %s', (_, error) => expect(judge(error)).toBe('refused'));
});

describe('“already done”', () => {
  const done = refusal(400, codes.taskAlreadyDone);

  test('means that our earlier attempt has arrived', () => {
    expect(judge(done, 'answer', 2)).toBe('sent');
  });

  test('refuses an answer that was never tried before', () => {
    expect(judge(done, 'answer', 1)).toBe('refused');
  });

  test('is all that an ack or nack wants to hear', () => {
    expect(judge(done, 'ack')).toBe('sent');
    expect(judge(done, 'nack')).toBe('sent');
  });
});

describe('the wait', () => {
  const waitFor = (retryAfter: number | undefined) => {
    const error = new TooManyRequests('no', { request, status: 429, retryAfter });
    const verdict = verdictOn(error, { kind: 'answer', attempts: 1 }, () => 1);
    return verdict.is === 'later' ? verdict.waitMs : undefined;
  };

  test('is as long as the backend asks, and never shorter than its own', () => {
    expect(waitFor(239)).toBe(239_000);
    expect(waitFor(1)).toBe(2_000);
    expect(waitFor(undefined)).toBe(2_000);
  });

  test('is never longer than an hour, whatever a header says', () => {
    expect(waitFor(Number.MAX_SAFE_INTEGER)).toBe(3_600_000);
  });
});
