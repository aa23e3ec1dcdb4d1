import type { LeftOut } from './left-out.ts';

/** How much has been written. */
export type Written = { trees: number; messages: number; stories: number; summaries: number; lines: number };

/** Who is told of an export: after each chunk what has been given so far, and all along what was left out. */
export type Account = { note(written: Written): void; leftOut: LeftOut };

/** Nothing yet. */
export function nothingWritten(): Written {
  return { trees: 0, messages: 0, stories: 0, summaries: 0, lines: 0 };
}
