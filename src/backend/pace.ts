import { setImmediate as turn } from 'node:timers/promises';

/**
 * Awaited by long work after every few milliseconds: lets everybody else have the event loop, and throws when the
 * work has to end. Never await it in a transaction, for which others would wait.
 */
export type Pace = () => Promise<void>;

/** Goes on as soon as those who wait had their turn. */
export const inTurns: Pace = () => turn();

/** Work that was told to end before it was done. */
export class Stopped extends Error {}
