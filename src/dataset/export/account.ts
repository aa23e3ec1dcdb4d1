import type { LeftOut } from './left-out.ts';

/** How much has been written. */
export type Written = { trees: number; messages: number; lines: number } | { summaries: number };

/** Who is told of an export: after each chunk what has been given so far, and all along what was left out. */
export type Account = { note(written: Written): void; leftOut: LeftOut };
