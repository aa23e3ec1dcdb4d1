import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** What the application's interactions are signed with: Ed25519 over timestamp and body. */
export type Signing = {
  /** The public key as 64 hex digits, as the developer portal shows it. */
  publicKey: string;
  /** The headers of a request with this body, at this many seconds since 1970. */
  headers(seconds: number, body: string): Record<string, string>;
  /** The same as somebody else would make them who does not have the key. */
  forged(seconds: number, body: string): Record<string, string>;
};

/** A new pair of keys, and another's that is not the application's. */
export function createSigning(): Signing {
  const own = generateKeyPairSync('ed25519');
  const other = generateKeyPairSync('ed25519');
  const { x = '' } = own.publicKey.export({ format: 'jwk' });
  return {
    publicKey: Buffer.from(x, 'base64url').toString('hex'),
    headers: (seconds, body) => signed(own.privateKey, seconds, body),
    forged: (seconds, body) => signed(other.privateKey, seconds, body),
  };
}

function signed(key: KeyObject, seconds: number, body: string): Record<string, string> {
  return {
    'content-type': 'application/json',
    'x-signature-ed25519': sign(null, Buffer.from(`${seconds}${body}`), key).toString('hex'),
    'x-signature-timestamp': String(seconds),
  };
}
