import { expect, test, vi } from 'vitest';
import { ClosingLine } from './support/closing-line.ts';

type Modules = Parameters<ClosingLine['onTestRunEnd']>[0];
type State = 'passed' | 'failed' | 'skipped' | 'pending';

/** A file of tests that ended in these ways; `broken` cannot even be loaded. */
function file(states: readonly State[], { broken = false } = {}) {
  return {
    children: { allTests: () => states.map((state) => ({ result: () => ({ state }) })) },
    state: () => (broken || states.includes('failed') ? 'failed' : 'passed'),
    errors: () => (broken ? [new Error('no such module')] : []),
  };
}

/** All that is written when a run of these files ends. */
function written(files: readonly ReturnType<typeof file>[], errors: readonly unknown[] = []): string {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  new ClosingLine().onTestRunEnd(files as unknown as Modules, errors); // the little of them that it reads
  const text = write.mock.calls.map(([words]) => String(words)).join('');
  write.mockRestore();
  return text;
}

test('a run ends with one line for all its files', () => {
  expect(written([file(['passed', 'passed']), file(['passed'])])).toBe('\n3 passed, 0 failed\n');
});

test('what was left out is counted apart', () => {
  expect(written([file(['passed', 'skipped']), file(['pending'])])).toBe('\n1 passed, 0 failed, 2 skipped\n');
});

test('what failed is counted, and so is a file that cannot be loaded and an error outside of tests', () => {
  expect(written([file(['passed', 'failed'])])).toBe('\n1 passed, 1 failed\n');
  expect(written([file([], { broken: true })])).toBe('\n0 passed, 1 failed\n');
  expect(written([file(['passed'])], [new Error('nobody caught it')])).toBe('\n1 passed, 1 failed\n');
});
