import type { Logger } from 'pino';
import type { Clock } from '../../clock.ts';
import type { Rest } from '../calls/rest-channel.ts';
import { type Connection, type Door, WrongDoor } from '../door.ts';
import type { Router } from '../router.ts';
import { rememberInteractions } from '../seen.ts';
import { FRESH_MS, type Receive, receiver, type TurnedAway } from './receive.ts';
import { createVerifier } from './signature.ts';

export type HttpDoorParts = {
  /** The application's public key: 64 hex digits. */
  publicKey: string;
  rest: Rest;
  turnedAway(why: TurnedAway): void;
  clock: Clock;
  log: Logger;
};

/** The door through which Discord brings interactions as signed web requests, with what receives them. */
export function httpDoor({
  publicKey,
  rest,
  turnedAway,
  clock,
  log,
}: HttpDoorParts): Door & { receive: Receive } {
  let open: Pick<Router, 'handle'> | undefined;
  const receive = receiver({
    isSigned: createVerifier(publicKey),
    isNew: rememberInteractions(clock, 2 * FRESH_MS),
    router: () => open,
    rest,
    clock,
    turnedAway,
  });
  return {
    receive,
    check({ publicKey: real, endpoint }) {
      if (real !== undefined && real.toLowerCase() !== publicKey.toLowerCase()) throw new WrongDoor(wrongKey);
      if (endpoint === undefined)
        log.warn('the application has no Interactions Endpoint URL yet: set it, or nothing will come');
    },
    open(router) {
      open = router;
      return () => {
        open = undefined;
      };
    },
    connect: async () => always,
  };
}

/** There is nothing to connect to: whoever wants something comes. */
const always: Connection = {
  isConnected: () => true,
  lost: new Promise(() => {}),
  close: async () => {},
};

const wrongKey =
  'DISCORD_PUBLIC_KEY is not the public key of this application. Copy it again from the General Information page of https://discord.com/developers/applications.';
