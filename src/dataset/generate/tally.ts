import { addTo, count, sum } from '../counting.ts';
import { textFaults } from '../import/faults.ts';
import type { Answer } from './chat-server.ts';

/** What became of the questions of a run. */
export type Tally = {
  written: number;
  /** Conversations that had their replies before. */
  complete: number;
  /** Questions without a reply in the end, by reason. */
  failed: Map<string, number>;
};

/** Nothing yet. */
export function nothingAsked(): Tally {
  return { written: 0, complete: 0, failed: new Map() };
}

const REASONS_KEPT = 20;

/** Counts a question without a reply. Servers may say every time something else: some reasons are kept, not all. */
export function noteFailure({ failed }: Tally, problem: string): void {
  const reason = failed.size < REASONS_KEPT || failed.has(problem) ? problem : 'other reasons';
  addTo(failed, reason);
}

/** What is wrong with an answer that nobody could be asked to rank; undefined for a good one. */
export function faultIn({ text, finish }: Answer, textLimit: number): string | undefined {
  if (finish === 'length') return 'the reply was cut short (finish_reason length: see --max-tokens)';
  if (finish === 'content_filter') return 'a filter of the server held the reply back';
  const [fault] = textFaults(text, textLimit, ['text']);
  if (!fault) return undefined;
  return fault.length === undefined ? fault.reason.replace(/^text/, 'the reply') : longer(textLimit);
}

function longer(textLimit: number) {
  return `the reply was longer than ${count(textLimit, 'character')} (setting textLimit)`;
}

/** How many there are of all kinds that failed. */
export function failures({ failed }: Tally): number {
  return sum([...failed.values()]);
}

/** What a run came to, in sentences. */
export function told(tally: Tally, name: string, file: string): string {
  const { written, complete, failed } = tally;
  const said = [`Wrote ${count(written, 'reply', 'replies')} of ${name} to ${file}`];
  if (complete > 0) said.push(`${count(complete, 'conversation')} had all of theirs before`);
  for (const [reason, number] of failed)
    said.push(`${count(number, 'reply is', 'replies are')} missing: ${reason}`);
  return `${said.join('; ')}.`;
}
