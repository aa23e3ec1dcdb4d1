import { whole } from '../support/table.ts';
import { answersIn, type Ledger } from './ledger.ts';
import type { Figures } from './mortal.ts';

/** How far a run has come: since its beginning, times in ms. */
export type SoFar = {
  ledger: Ledger;
  figures: Figures;
  tookMs: number;
  driverCpuMs: number;
  /** How many messages and label sets it is to gather. */
  planned: number;
};

/** Tells of a run while it goes on: a line for each time it is asked, with what an answer has cost since the last. */
export function createProgress(): (soFar: SoFar) => string {
  let last = { answers: 0, backendMs: 0, driverMs: 0 };
  return ({ ledger, figures, tookMs, driverCpuMs, planned }) => {
    const { texts, labelSets, rankings } = ledger;
    const now = { answers: answersIn(ledger), backendMs: figures.cpuMs, driverMs: driverCpuMs };
    const each = (ms: number) => (ms / Math.max(1, now.answers - last.answers)).toFixed(2);
    const backend = each(now.backendMs - last.backendMs);
    const driver = each(now.driverMs - last.driverMs);
    last = now;
    const share = ((texts.length + labelSets.length) / planned) * 100;
    return [
      `${(tookMs / 60_000).toFixed(1)} min: ${whole(texts.length)} messages, ${whole(labelSets.length)} label sets, `,
      `${whole(rankings.length)} rankings, ${share.toFixed(1)} %; ${figures.kills} kills; `,
      `since the last line an answer took ${backend} ms of processor in the backend, ${driver} ms in the driver; `,
      `memory of the backend at most ${whole(figures.peak)} MB\n`,
    ].join('');
  };
}
