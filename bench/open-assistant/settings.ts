import { Settings } from '../../src/backend/settings/settings.ts';
import { volume } from './volume.ts';

/** How long a task that nobody answers keeps its message to itself. People here answer at once, and not after minutes. */
export const RECENT_TASK_MS = 1_000;

const endless = { most: Number.MAX_SAFE_INTEGER, ms: 1_000 };

const changed = {
  // months pass in an hour: nobody is too quick, and what is handed out is not pending for long
  limits: { person: endless, assistantReply: endless, prompterReply: endless, withoutPerson: endless },
  recentTaskMs: RECENT_TASK_MS,
  maxPending: 1_000_000,
  // as much waits as did there
  maxPromptsInReview: volume.prompts,
  maxPromptsWaiting: volume.prompts,
  // finished trees had 8.57 messages on the average (88,838 in 10,364); from 5 to 12 are 8.5
  randomGoalTreeSize: true,
};

/** The rules of the collection: the reference's, but for what a volume of months in an hour asks for. */
export const settings: Settings = Settings.parse(changed);

/** The same for the command line of a backend, `name=value`. */
export const assignments: readonly string[] = Object.entries(changed).map(
  ([name, value]) => `${name}=${JSON.stringify(value)}`,
);
