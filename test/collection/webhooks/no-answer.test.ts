import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { InternalAddress } from '../../../src/collection/webhooks/address.ts';
import { webhookCaller } from '../../../src/collection/webhooks/call.ts';
import { whyText } from '../../../src/collection/webhooks/card.ts';
import { noAnswer, noAnswers } from '../../../src/collection/webhooks/no-answer.ts';
import { translator } from '../../support/scenes.ts';

const coded = (code: string) => Object.assign(new Error(code), { code });
const failed = (cause: unknown) => new TypeError('fetch failed', { cause });

test.each([
  ['internal', failed(new InternalAddress('a'))],
  ['internal', new InternalAddress('a')],
  ['unknown', failed(coded('ENOTFOUND'))],
  ['unknown', failed(coded('EAI_AGAIN'))],
  ['closed', failed(coded('ECONNREFUSED'))],
  ['closed', failed(Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' }))],
  ['insecure', failed(coded('CERT_HAS_EXPIRED'))],
  ['insecure', failed(coded('ERR_TLS_CERT_ALTNAME_INVALID'))],
  ['insecure', failed(coded('UNABLE_TO_VERIFY_LEAF_SIGNATURE'))],
  ['slow', new DOMException('too long', 'TimeoutError')],
  ['slow', failed(coded('UND_ERR_CONNECT_TIMEOUT'))],
  ['unreachable', failed(coded('ECONNRESET'))],
  ['unreachable', 'no error at all'],
])('it is %s that %s stands for', (why, error) => {
  expect(noAnswer(error)).toBe(why);
});

test('each reason has words of its own in every language', () => {
  for (const locale of ['en', 'de', 'es', 'fr', 'pt', 'ru', 'ja', 'zh-CN']) {
    const words = translator.words(locale);
    const said = [...noAnswers, '302', '500'].map((why) => whyText(why, words));
    expect(new Set(said).size).toBe(said.length);
    expect(said.at(-1)).toContain('500');
  }
});

/** A port of this machine. */
async function port(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

test('a port that nothing listens on is closed, and a connection that ends without an answer broke off', async () => {
  const { call } = webhookCaller({ allowsInternal: true });
  const secret = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
  const server = createServer((request) => request.socket.destroy());
  const url = `http://127.0.0.1:${await port(server)}/`;
  const message = { id: 'm', body: '{}', at: Date.parse('2026-01-01') };
  expect(await call({ url, secret }, message)).toMatchObject({ is: 'not_taken', why: 'unreachable' });
  await new Promise((resolve) => server.close(resolve));
  expect(await call({ url, secret }, message)).toMatchObject({ is: 'not_taken', why: 'closed' });
});
