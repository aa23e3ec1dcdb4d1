import { createPublicKey, verify } from 'node:crypto';
import { promisify } from 'node:util';

const verifyAside = promisify(verify); // in a thread of its own: no click waits for it

/** Tells whether Discord has signed this body at this time. */
export type IsSigned = (signature: string, timestamp: string, body: Uint8Array) => Promise<boolean>;

/** An Ed25519 signature in hex, as Discord sends it. */
const SIGNATURE = /^[0-9a-f]{128}$/i;

/** Whether it can be a signature at all. */
export function looksSigned(signature: string): boolean {
  return SIGNATURE.test(signature);
}

/**
 * Checks Discord's signatures: Ed25519 over the timestamp and the body as it came, by the application's public key (64 hex
 * digits), which is read once.
 */
export function createVerifier(publicKey: string): IsSigned {
  const x = Buffer.from(publicKey, 'hex').toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }); // RFC 8037
  return async (signature, timestamp, body) => {
    if (!looksSigned(signature)) return false;
    const signed = Buffer.concat([Buffer.from(timestamp), body]);
    return await verifyAside(null, signed, key, Buffer.from(signature, 'hex'));
  };
}
