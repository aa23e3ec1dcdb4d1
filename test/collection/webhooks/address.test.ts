import { lookup } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';
import { describe, expect, test } from 'vitest';
import {
  InternalAddress,
  isPublic,
  lookupOutside,
  refuseInternalHost,
} from '../../../src/collection/webhooks/address.ts';
import { outcomeOf, webhookCaller } from '../../../src/collection/webhooks/call.ts';

test.each(['93.184.216.34', '8.8.8.8', '2606:4700:4700::1111', '::ffff:8.8.8.8'])(
  '%s is anybody’s',
  (address) => {
    expect(isPublic(address, ipaddr)).toBe(true);
  },
);

test.each([
  ['127.0.0.1', 'this machine'],
  ['127.9.9.9', 'this machine'],
  ['0.0.0.0', 'this machine'],
  ['::1', 'this machine'],
  ['::', 'this machine'],
  ['::ffff:127.0.0.1', 'this machine, as IPv6 writes it'],
  ['::ffff:10.0.0.1', 'a private network, as IPv6 writes it'],
  ['::7f00:1', 'this machine, as IPv6 once wrote it'],
  ['::808:808', 'nobody, as IPv6 once wrote it'],
  ['10.1.2.3', 'a private network'],
  ['172.16.0.1', 'a private network'],
  ['192.168.1.1', 'a private network'],
  ['fd00::1', 'a private network'],
  ['169.254.169.254', 'where clouds tell machines their secrets'],
  ['fe80::1', 'the wire itself'],
  ['100.64.0.1', 'a carrier’s network'],
  ['224.0.0.1', 'many at once'],
  ['ff02::1', 'many at once'],
  ['255.255.255.255', 'everybody at once'],
  ['192.0.2.1', 'reserved'],
  ['64:ff9b::7f00:1', 'this machine behind a translator'],
  ['2002:7f00:1::', 'this machine behind a tunnel'],
  ['nonsense', 'nothing'],
])('%s is inside: %s', (address) => {
  expect(isPublic(address, ipaddr)).toBe(false);
});

test.each([
  'https://127.0.0.1/',
  'https://2130706433/',
  'https://0x7f.1/',
  'https://[::1]/',
  'https://[::ffff:7f00:1]/',
  'https://[::7f00:1]/',
  'https://169.254.169.254/latest/meta-data',
])('%s names an address inside, however it is written', (url) => {
  expect(() => refuseInternalHost(new URL(url), ipaddr)).toThrow(InternalAddress);
});

test('a name that leads inside is never connected to', async () => {
  const look = lookupOutside(ipaddr);
  const error = await new Promise((resolve) => look('localhost', {}, (why) => resolve(why)));
  expect(error).toBeInstanceOf(InternalAddress);
  expect(await lookup('localhost')).toMatchObject({ address: expect.stringMatching(/^127\.|^::1$/) });
});

describe('what an address may be', () => {
  const { examine } = webhookCaller({ allowsInternal: false });

  test.each([
    ['https://8.8.8.8/hook', 'fine'],
    ['http://8.8.8.8/hook', 'insecure'],
    ['https://127.0.0.1/', 'internal'],
    ['https://localhost/', 'internal'],
    ['https://192.168.0.1:8443/', 'internal'],
  ])('%s is %s', async (url, state) => {
    expect(await examine(new URL(url))).toBe(state);
  });

  test('is not looked at where Discord is played by this machine', async () => {
    const own = webhookCaller({ allowsInternal: true });
    expect(await own.examine(new URL('http://127.0.0.1:8080/'))).toBe('fine');
  });
});

test('a call to an address inside is never made', async () => {
  const { call } = webhookCaller({ allowsInternal: false });
  const secret = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
  for (const url of ['https://127.0.0.1:8443/', 'https://localhost:8443/'])
    expect(await call({ url, secret }, { id: 'm', body: '{}', at: 0 })).toEqual({
      is: 'not_taken',
      why: 'internal',
      retryAfterMs: 0,
    });
});

test.each([
  [200, null, { is: 'taken', status: 200 }],
  [204, null, { is: 'taken', status: 204 }],
  [410, null, { is: 'gone', why: '410' }],
  [302, null, { is: 'not_taken', why: '302', retryAfterMs: 0 }],
  [400, null, { is: 'not_taken', why: '400', retryAfterMs: 0 }],
  [503, '120', { is: 'not_taken', why: '503', retryAfterMs: 120_000 }],
  [503, 'tomorrow', { is: 'not_taken', why: '503', retryAfterMs: 0 }],
])('%d (Retry-After: %s) means %j', (status, retryAfter, outcome) => {
  expect(outcomeOf(status, retryAfter)).toEqual(outcome);
});
