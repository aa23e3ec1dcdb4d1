import type { Readable, Writable } from 'node:stream';

/** A stream that may be somebody's terminal. */
export type Terminal = { isTTY?: boolean; write(text: string): unknown };

/** The process around a command. */
export type Surroundings = {
  stdin: Readable;
  stdout: Writable;
  stderr: Terminal;
  /** Epoch milliseconds. */
  now: () => number;
  /** Aborted when the command is to stop. */
  signal: AbortSignal;
};
