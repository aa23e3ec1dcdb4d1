import { expect, test } from 'vitest';
import { createVerifier, looksSigned } from '../../../src/discord/http/signature.ts';

// RFC 8032, 7.1, test 2: the message is one byte
const KEY = '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c';
const SIGNATURE =
  '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00';
const message = Buffer.from([0x72]);
const empty = Buffer.alloc(0);

test('the example of the standard is signed, wherever timestamp and body meet', async () => {
  const isSigned = createVerifier(KEY);
  expect(await isSigned(SIGNATURE, '', message)).toBe(true);
  expect(await isSigned(SIGNATURE, 'r', empty)).toBe(true);
  expect(await isSigned(SIGNATURE.toUpperCase(), 'r', empty)).toBe(true);
});

test.each([
  ['another signature', `0${SIGNATURE.slice(1)}`, '', message],
  ['another time', SIGNATURE, '1', message],
  ['another body', SIGNATURE, '', Buffer.from([0x73])],
  ['no body', SIGNATURE, '', empty],
  ['a signature that is too short', SIGNATURE.slice(2), '', message],
  ['a signature that is none', 'z'.repeat(128), '', message],
  ['no signature', '', '', message],
])('%s is not signed', async (_name, signature, timestamp, body) => {
  expect(await createVerifier(KEY)(signature, timestamp, body)).toBe(false);
});

test('by another key nothing is signed', async () => {
  const other = 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a'; // of test 1
  expect(await createVerifier(other)(SIGNATURE, '', message)).toBe(false);
});

test('what cannot be a signature is told without arithmetic', () => {
  expect(looksSigned(SIGNATURE)).toBe(true);
  for (const other of ['', SIGNATURE.slice(1), `${SIGNATURE}0`, `${SIGNATURE.slice(1)} `]) {
    expect(looksSigned(other)).toBe(false);
  }
});
