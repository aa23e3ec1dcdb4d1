import { expect, test } from 'vitest';
import { emptyLedger, type GivenLabels, type GivenText } from '../../../bench/open-assistant/ledger.ts';
import { createProgress } from '../../../bench/open-assistant/progress.ts';

const text: GivenText = { person: '1', taskId: 't', id: 'm', parentId: undefined, lang: 'en', text: 'Hi' };
const labels: GivenLabels = { person: '1', taskId: 't', messageId: 'm', labels: {} };

test('a run that goes on tells how far it is, and what an answer has cost since it last told', () => {
  const progress = createProgress();
  const ledger = emptyLedger();
  const figures = { kills: 1, cpuMs: 3_000, peak: 200, startMs: [] };
  ledger.texts.push(...Array.from({ length: 1_000 }, () => text));
  progress({ ledger, figures, tookMs: 60_000, driverCpuMs: 1_000, planned: 4_000 });
  ledger.labelSets.push(...Array.from({ length: 1_000 }, () => labels));
  const later = { ...figures, kills: 2, cpuMs: 7_000, peak: 300 };
  expect(progress({ ledger, figures: later, tookMs: 120_000, driverCpuMs: 1_500, planned: 4_000 })).toBe(
    '2.0 min: 1,000 messages, 1,000 label sets, 0 rankings, 50.0 %; 2 kills; since the last line an answer took ' +
      '4.00 ms of processor in the backend, 0.50 ms in the driver; memory of the backend at most 300 MB\n',
  );
});
