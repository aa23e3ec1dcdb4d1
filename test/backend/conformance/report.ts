import { intended } from './intended.ts';
import { groupOf } from './record.ts';
import type { Result } from './stage.ts';

// What the description of the wire names beside the recorded groups.
const elsewhere = {
  'window, review, lang': 'test/backend/http/unrecorded.test.ts',
  'late-reply, stuck': 'test/backend/http/unrecorded.test.ts',
  'same-ack-id': 'test/backend/http/unrecorded.test.ts',
  expiry: 'test/backend/jobs/scheduler.test.ts, test/backend/tasks/tasks.test.ts',
  concurrency: 'test/backend/concurrency/concurrency.test.ts',
  import: 'test/backend/trees/backlog.test.ts',
  'rank-prompter': 'test/backend/tasks/answers.test.ts',
  config: 'test/backend/http/unrecorded.test.ts',
};

/** A table of what was recorded and how it was answered here, and each difference with its reason. */
export function report(results: readonly Result[]): string {
  const groups = [...Map.groupBy(results, ({ exchange }) => groupOf(exchange))];
  const lines = groups.map(([group, some]) => {
    const different = some.filter(({ differences }) => differences.length > 0);
    const meant = different.filter(({ exchange }) => intended[exchange.name]);
    return row(group, [
      some.length,
      some.length - different.length,
      meant.length,
      different.length - meant.length,
    ]);
  });
  const reasons = results.flatMap(({ exchange: { name }, differences }) =>
    differences.length === 0
      ? []
      : [`  ${name}: ${differences.join('; ')}\n    ${intended[name]?.why ?? 'NOT INTENDED'}`],
  );
  return [
    row('recorded group', ['exchanges', 'the same', 'intended', 'not intended']),
    ...lines,
    'Not in the record, but held by tests of their own:',
    ...Object.entries(elsewhere).map(([group, file]) => `  ${group.padEnd(24)}${file}`),
    'Differences, and why:',
    ...reasons,
  ].join('\n');
}

function row(name: string, cells: readonly (string | number)[]) {
  return `${name.padEnd(20)}${cells.map((cell) => String(cell).padStart(14)).join('')}`;
}
