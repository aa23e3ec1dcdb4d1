import type { View, ViewFile } from '../../discord/view.ts';
import type { Words } from '../../locales/words.ts';
import type { Job } from '../../store/jobs.ts';
import type { Said } from './said.ts';

/** What a job can do while it is under way. */
export type Doing = {
  /** Aborted when it is to end: its owner stopped it, the process ends, or another process has it. */
  signal: AbortSignal;
  words: Words;
  /** Says how far it is; its owner sees the newest every few seconds. */
  note(said: Said): void;
  /**
   * Shows its owner one more message, when they can be reached: after Discord's 15 minutes that takes a click of theirs.
   * @throws OwnerAway when they do not come back
   */
  hand(view: View): Promise<void>;
};

/** What came of a job, with files for its message. */
export type Outcome = { said: Said; files?: readonly ViewFile[] };

/** How jobs of one kind are done. */
export type Runner = {
  /** Whether one whose process died is simply begun again: what it has done already does no harm. */
  resumes: boolean;
  /** @throws UserError for what its owner can mend */
  run(job: Job, doing: Doing): Promise<Outcome>;
};

/** Whoever asked for a job cannot be shown any more of it. */
export class OwnerAway extends Error {
  override name = 'OwnerAway';
}
