import type { Kysely } from 'kysely';
import type { Clock } from '../clock.ts';
import type { Door } from '../discord/door.ts';
import type { GatewayDoorParts } from '../discord/gateway/door.ts';
import type { GatewayOptions } from '../discord/gateway/gateway.ts';
import type { HttpDoorParts } from '../discord/http/door.ts';
import type { Receive } from '../discord/http/receive.ts';
import { isPostgres } from '../store/dialect.ts';
import { takeLease } from '../store/leases.ts';
import type { Schema } from '../store/schema.ts';

/** How interactions are to come in. */
export type DoorOptions = GatewayOptions & {
  /** Takes interactions as Discord's signed webhook instead of the gateway; how old a signature is, a clock of its own may say. */
  webhook?:
    | (Pick<HttpDoorParts, 'publicKey' | 'turnedAway'> & Partial<Pick<HttpDoorParts, 'clock'>>)
    | undefined;
};

/**
 * The way on which interactions come in. What the other way needs is not loaded. Processes that share a database open their
 * sessions at the gateway one after the other.
 */
export async function doorFor(
  { webhook, ...discord }: DoorOptions,
  { db, ...parts }: GatewayDoorParts & { db: Kysely<Schema> },
): Promise<Door & { receive?: Receive }> {
  if (webhook) {
    const { httpDoor } = await import('../discord/http/door.ts');
    return httpDoor({ ...parts, ...webhook });
  }
  const { gatewayDoor } = await import('../discord/gateway/door.ts');
  const identifyThrottler =
    discord.identifyThrottler ?? (isPostgres(db) ? identifyInTurn(db, parts.clock) : undefined);
  return gatewayDoor({ ...discord, identifyThrottler }, parts);
}

/** Lets sessions of all processes that share the database begin one after the other. */
function identifyInTurn(db: Kysely<Schema>, clock: Clock): GatewayOptions['identifyThrottler'] {
  const take = async (place: string, ms: number) => {
    const now = clock.now();
    const lease = await takeLease(db, { name: place, owner: crypto.randomUUID() }, now, now + ms);
    return lease !== undefined;
  };
  return async (manager) => {
    const { sharedIdentify } = await import('../discord/gateway/shared-identify.ts');
    const { session_start_limit } = await manager.fetchGatewayInformation();
    return sharedIdentify({ take, maxConcurrency: session_start_limit.max_concurrency, clock });
  };
}
