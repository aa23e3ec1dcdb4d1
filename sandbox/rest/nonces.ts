import type { StoredMessage, World } from '../world/world.ts';

/**
 * How long Discord looks back for a nonce that has to be the only one. Its documentation says "the past few minutes"; this
 * is the least that deserves the name, so that nobody relies on more.
 */
export const NONCE_KNOWN_MS = 2 * 60_000;

type Body = { nonce?: string | number; enforce_nonce?: boolean };

/** The message that was created with the nonce of this body, when that has to be the only one. */
export function sameNonce(world: World, body: unknown): StoredMessage | undefined {
  const { nonce, enforce_nonce } = body as Body;
  const known = enforce_nonce && nonce !== undefined ? world.nonces.get(String(nonce)) : undefined;
  if (!known || world.clock.now() - known.at > NONCE_KNOWN_MS) return undefined;
  return world.messages.get(known.messageId);
}

/** Remembers with which nonce a message was created. */
export function keepNonce(world: World, body: unknown, messageId: string): void {
  const { nonce } = body as Body;
  if (nonce !== undefined) world.nonces.set(String(nonce), { messageId, at: world.clock.now() });
}
