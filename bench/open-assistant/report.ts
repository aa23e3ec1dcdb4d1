import { table, whole } from '../support/table.ts';
import { answersIn, type Ledger } from './ledger.ts';
import type { Figures } from './mortal.ts';
import type { Quota } from './plan.ts';
import { volume } from './volume.ts';

/** What happened in a run. */
export type Run = {
  share: number;
  ledger: Ledger;
  figures: Figures;
  /** What a language could not take, by language. */
  moved: ReadonlyMap<string, number>;
  /** What was left when nobody might do any more what was open. */
  dropped: Quota;
  /** Trees by state in the end. */
  trees: ReadonlyMap<string, number>;
  /** Until the last answer was confirmed, in ms. */
  tookMs: number;
  /** Processor time of the driver until then, in ms. */
  driverCpuMs: number;
};

/** The figures of a run, and what the whole volume would take at the same pace. */
export function reportOf(run: Run): string {
  const { share, ledger, figures, moved, dropped, trees, tookMs, driverCpuMs } = run;
  const people = new Set(
    [...ledger.texts, ...ledger.labelSets, ...ledger.rankings].map(({ person }) => person),
  );
  const languages = new Set(ledger.texts.map(({ lang }) => lang));
  const { unknown, nothingToDo } = ledger;
  const answers = answersIn(ledger);
  const rows = [
    ['people', whole(people.size), whole(volume.people * share)],
    ['languages', whole(languages.size), '35'],
    ['messages', whole(ledger.texts.length), whole(volume.messages * share)],
    ['label sets', whole(ledger.labelSets.length), whole(volume.labelSets * share)],
    ['rankings', whole(ledger.rankings.length), '–'],
    [
      'trees',
      whole([...trees.values()].reduce((all, count) => all + count, 0)),
      whole(volume.prompts * share),
    ],
    ['trees ready for export', whole(trees.get('ready_for_export') ?? 0), whole(volume.ready * share)],
  ];
  const each = (ms: number) => `${(ms / answers).toFixed(2)} ms`;
  const cost = [
    ['on the clock', seconds(tookMs), each(tookMs), minutes(tookMs / share)],
    ['processor, backend', seconds(figures.cpuMs), each(figures.cpuMs), minutes(figures.cpuMs / share)],
    ['processor, driver', seconds(driverCpuMs), each(driverCpuMs), minutes(driverCpuMs / share)],
  ];
  const starts = figures.startMs.toSorted((a, b) => a - b);
  const left = [...moved].map(([lang, count]) => `${count} of ${lang}`).join(', ');
  return [
    table(['given and confirmed', 'here', 'there'], rows),
    table(['', 'in all', 'an answer', 'at this pace, everything'], cost),
    `${figures.kills} kills. Answers on their way then: ${unknown.wasThere} were there, ${unknown.wasNot} were not and were given again.`,
    `Starts took ${seconds(starts[0] ?? 0)} to ${seconds(starts.at(-1) ?? 0)}; memory of the backend at most ${whole(figures.peak)} MB.`,
    `${whole(nothingToDo)} requests found nothing to do. Moved to other languages: ${left || 'nothing'}.`,
    `Given by nobody in the end: ${dropped.prompts + dropped.replies} messages, ${dropped.labelSets} label sets.`,
    '',
  ].join('\n');
}

function seconds(ms: number) {
  return `${(ms / 1_000).toFixed(1)} s`;
}

function minutes(ms: number) {
  return `${(ms / 60_000).toFixed(1)} min`;
}
