import type { Application } from './application.ts';
import type { Router } from './router.ts';

/** A way on which interactions come in. One application has one: the gateway, or Discord's signed webhook. */
export type Door = {
  /**
   * Whether people can come in this way, told before anything is registered.
   * @throws WrongDoor
   */
  check(application: Application): void;
  /** Hands what comes to the router from now on. Returns what closes the door again. */
  open(router: Pick<Router, 'handle'>): () => void;
  /** Connects to Discord, where that is needed. @throws what discord.js throws; GatewayLost when it takes too long */
  connect(): Promise<Connection>;
};

/** The connection over which interactions come. */
export type Connection = {
  /** Whether it is up just now. */
  isConnected(): boolean;
  /** Resolves, with a sentence to print, when it will not come back. */
  lost: Promise<Error>;
  close(): Promise<void>;
};

/** The application is set up for the other door. `message` is a sentence to print. */
export class WrongDoor extends Error {
  override name = 'WrongDoor';
}
