/** How trees arrive: as their file says, or all in one state. */
export const arrivals = [
  'file',
  'initial_prompt_review',
  'prompt_lottery_waiting',
  'growing',
  'backlog_ranking',
  'ranking',
  'ready_for_export',
] as const;
export type Arrival = (typeof arrivals)[number];

/** Somebody's file on the disk, by the name they gave it, and how it is to be taken in. */
export type FileToImport = {
  path: string;
  name: string;
  arrival: Arrival;
  /** The longest text in code points; undefined for the backend's own limit. */
  textLimit: number | undefined;
  /** The name of the campaign that new trees are of; undefined for none. */
  campaign?: string | undefined;
};

/** How much a file brings: `trees` prompts with `replies`, replies `added` to trees that are here, and what stands against it. */
export type Brought = {
  trees: number;
  replies: number;
  added: number;
  stories: number;
  summaries: number;
  /** What is here already, of all sorts. */
  here: number;
  /** Names of fields that are kept though nobody here knows them. */
  unknown: readonly string[];
  /** What is wrong with which lines, in English as the command line says it. */
  faults: readonly { line: number; reason: string }[];
};

/** What stands in the way, in a sentence. */
export type Problem = { problem: string };
