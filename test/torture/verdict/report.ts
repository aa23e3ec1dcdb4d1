import type { Journal } from '../journal.ts';
import type { Finding, Verdict } from './verdict.ts';

const MOST_SHOWN = 5;

/** Whether nothing happened that must not. */
export function isClean({ findings }: Verdict): boolean {
  return Object.values(findings).every((found) => found.length === 0);
}

/** The verdict as people read it: the counts, and for each finding the story of its task. */
export function report({ counts, findings }: Verdict, journal: Journal, seed: number): string {
  const lines = Object.entries({
    'tasks handed out': counts.handedOut,
    'answers confirmed': counts.confirmed,
    'answers at the backend': counts.atBackend,
    'handed back': counts.skipped,
    'left to run out': counts.leftOpen,
    'came back to people': counts.cameBack,
    clicks: `${counts.clicks}, ${counts.excused} without an answer because of a fault`,
    'processes of the bot': `${counts.processes}, ${counts.killed} killed`,
    lost: findings.lost.length,
    doubled: findings.doubled.length,
    misattributed: findings.misattributed.length,
    'unanswered clicks': findings.unanswered.length,
    'drafts vanished': findings.vanished.length,
    'people stuck': findings.stuck.length,
    'secrets in the log': findings.leaked.length,
    'processes that failed': findings.failed.length,
  }).map(([name, figure]) => `${name.padEnd(24)}${figure}`);
  const stories = Object.entries(findings).flatMap(([name, found]) => storiesOf(name, found, journal));
  const again = stories.length > 0 ? ['', `Seed ${seed}.`, ...stories] : [];
  return [...lines, ...again].join('\n');
}

function storiesOf(name: string, found: readonly Finding[], journal: Journal): string[] {
  const shown = found.slice(0, MOST_SHOWN).flatMap(({ task, what }) => [
    '',
    `${name}: ${what}${task ? ` (task ${task})` : ''}`,
    ...(task ? journal.about(task) : []).map((entry) => {
      const mark = entry.task === task ? '·' : ' ';
      return `  ${mark} ${String(entry.at).padStart(7)} ${entry.who}: ${entry.what}`;
    }),
  ]);
  const hidden = found.length - MOST_SHOWN;
  return hidden > 0 ? [...shown, '', `… and ${hidden} more: ${name}`] : shown;
}
