import type { Settings } from './settings.ts';

/** A setting with which nothing could ever be finished, and what it must be instead, in signs that need no language. */
export type Impossible = { name: string; rule: string };

/** The shortest time in which a task can be read and answered at all. */
const SHORTEST_TASK_MS = 60_000;

type Check = { name: string; holds: (settings: Settings) => boolean; rule: (settings: Settings) => string };

// Each is one arrow that no message or tree could ever take: see `acceptance`, `drawTrees`, `promptCapacity` and the rules of texts.
const checks: readonly Check[] = [
  { name: 'promptThreshold', holds: (all) => all.promptThreshold < 1, rule: () => '< 1' },
  { name: 'replyThreshold', holds: (all) => all.replyThreshold < 1, rule: () => '< 1' },
  { name: 'maxActiveTrees', holds: (all) => all.maxActiveTrees > 0, rule: () => '> 0' },
  { name: 'maxPromptsWaiting', holds: (all) => all.maxPromptsWaiting > 0, rule: () => '> 0' },
  {
    name: 'drawsPerTaskRequest',
    holds: (all) => all.drawsPerTaskRequest + all.drawsPerAvailability > 0,
    rule: () => '> 0',
  },
  {
    name: 'shortestPrompt',
    holds: (all) => all.shortestPrompt <= all.textLimit,
    rule: ({ textLimit }) => `≤ ${textLimit} (textLimit)`,
  },
  {
    name: 'shortestReply',
    holds: (all) => all.shortestReply <= all.textLimit,
    rule: ({ textLimit }) => `≤ ${textLimit} (textLimit)`,
  },
  {
    name: 'taskValidityMs',
    holds: (all) => all.taskValidityMs >= SHORTEST_TASK_MS,
    rule: () => `≥ ${SHORTEST_TASK_MS}`,
  },
];

/** What of settings, each valid by itself, lets no message be accepted or no tree be finished, whoever works. */
export function impossibleIn(settings: Settings): Impossible[] {
  return checks
    .filter(({ holds }) => !holds(settings))
    .map(({ name, rule }) => ({ name, rule: rule(settings) }));
}
