import { expect, test } from 'vitest';
import { missingRights, permissionsIn } from '../../src/discord/permissions.ts';

const VIEW = 1n << 10n;
const SEND = 1n << 11n;
const everybody = { id: 'guild', permissions: String(VIEW | SEND) };
const bot = { id: 'bot', roles: ['helper'] };
const overwrite = (id: string, type: number, allow: bigint, deny: bigint) => ({
  id,
  type,
  allow: String(allow),
  deny: String(deny),
});

test('what a channel takes from everybody, a role or the member gives back', () => {
  const hidden = overwrite('guild', 0, 0n, VIEW | SEND);
  const roles = [everybody, { id: 'helper', permissions: '0' }];
  expect(permissionsIn('guild', bot, roles, [hidden])).toBe(0n);
  expect(permissionsIn('guild', bot, roles, [hidden, overwrite('helper', 0, VIEW, 0n)])).toBe(VIEW);
  expect(permissionsIn('guild', bot, roles, [hidden, overwrite('bot', 1, SEND, 0n)])).toBe(SEND);
  expect(
    permissionsIn('guild', bot, roles, [overwrite('helper', 0, 0n, SEND), overwrite('bot', 1, SEND, 0n)]),
  ).toBe(VIEW | SEND);
});

test('overwrites of others count for nothing, and an administrator may everything', () => {
  const others = [overwrite('guest', 0, 0n, VIEW), overwrite('ada', 1, 0n, VIEW)];
  expect(permissionsIn('guild', bot, [everybody], others)).toBe(VIEW | SEND);
  const admin = { id: 'helper', permissions: String(1n << 3n) };
  const all = permissionsIn('guild', bot, [everybody, admin], [overwrite('guild', 0, 0n, VIEW)]);
  expect(missingRights(all)).toEqual([]);
});

test('what is missing is named', () => {
  expect(missingRights(VIEW | SEND)).toEqual(['embed', 'attach', 'history']);
});
