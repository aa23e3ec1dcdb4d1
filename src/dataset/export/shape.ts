import type { PairMode } from './preference.ts';

/** Between what pairs are made: replies of the assistant, replies of the prompter, or prompts. */
export const pairKinds = ['assistant', 'prompter', 'prompts'] as const;
export type PairKind = (typeof pairKinds)[number];

/** How far conversations go: the best reply at each step, or every way to an end. */
export const pathModes = ['best', 'all'] as const;
export type PathMode = (typeof pathModes)[number];

/** By what replies have their places: by the people who ranked them, or by how strong their models are in all rankings. */
export const rankers = ['people', 'model'] as const;
export type RankedBy = (typeof rankers)[number];

/** What is made of the chosen part of a collection, where a format leaves a choice. */
export type Shape = {
  pairs: PairMode;
  between: readonly PairKind[];
  /** The least margin of a pair; undefined for any. */
  minMargin: number | undefined;
  paths: PathMode;
  /** How many replies to the same message are taken, the best first; undefined for all. */
  topK: number | undefined;
  rankBy: RankedBy;
  /** What pseudonyms are made with. */
  key: string;
};
