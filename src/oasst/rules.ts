import { type TaskType, taskTypes } from './protocol.ts';

/** How often something may be done: `most` at once, and `most` again over `perMs`. */
export type Rate = { most: number; perMs: number };

/** What a backend asks and allows, as far as its front ends have to know it. */
export type BackendRules = {
  /** How long a task may be answered after it was handed out, in ms. */
  taskValidityMs: number;
  /** The longest text it takes, in Unicode code points after stripping. */
  textLimit: number;
  /** How many tasks one person may ask for. */
  taskRequests: Rate;
  /** The types of task that it hands out at all. */
  offered: readonly TaskType[];
  /** How many days a Discord account must be old to be given tasks; 0 for any. */
  minAccountAgeDays: number;
  /** Whether texts may carry what a second look found: a field that others than the embedded backend do not know. */
  takesSecondLook: boolean;
  /** Whether it may be asked about a text before that is sent: one on the network gets nothing that its author has not sent. */
  comparesTexts: boolean;
};

/** The reference backend's own: what holds for a backend on the network, which has no way to tell its rules. */
export const protocolRules: BackendRules = {
  taskValidityMs: 2 * 24 * 60 * 60 * 1_000,
  textLimit: 2_000,
  taskRequests: { most: 30, perMs: 4 * 60_000 },
  offered: taskTypes,
  minAccountAgeDays: 0,
  takesSecondLook: false,
  comparesTexts: false,
};
