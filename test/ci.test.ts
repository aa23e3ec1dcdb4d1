import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { root } from './support/sources.ts';

const Step = z.union([
  z.strictObject({ uses: z.string(), with: z.record(z.string(), z.unknown()).optional() }),
  z.strictObject({ run: z.string(), env: z.record(z.string(), z.string()).optional() }),
]);
const Job = z.strictObject({
  'runs-on': z.string(),
  'timeout-minutes': z.number(),
  container: z.string(),
  steps: z.array(Step),
});
const Workflow = z.object({
  on: z.record(z.string(), z.unknown()),
  permissions: z.record(z.string(), z.string()),
  jobs: z.record(z.string(), Job),
});
const text = readFileSync(join(root, '.github/workflows/ci.yml'), 'utf8');
const { on, permissions, jobs } = Workflow.parse(parse(text));
const steps = Object.values(jobs).flatMap((job) => job.steps);

test('what is pushed and what is proposed is checked by .ci/run, which is what anybody can run', () => {
  expect(Object.keys(on).toSorted()).toEqual(['pull_request', 'push']);
  expect(steps.filter((step) => 'run' in step)).toEqual([{ run: '.ci/run', env: { AUDIT: 'required' } }]);
  expect(statSync(join(root, '.ci/run')).mode & 0o111).toBe(0o111);
});

test('it may read the repository and nothing else, and keeps no credentials', () => {
  expect(permissions).toEqual({ contents: 'read' });
  expect(text).not.toMatch(/secrets\.|pull_request_target|write/);
  const checkout = steps.find((step) => 'uses' in step && step.uses.startsWith('actions/checkout@'));
  expect(checkout).toMatchObject({ with: { 'persist-credentials': false } });
});

test('every action is pinned to a commit, with its version beside it, and the machine to a version', () => {
  const actions = text.match(/uses: .*/g) ?? [];
  expect(actions.length).toBeGreaterThan(0);
  for (const action of actions)
    expect(action).toMatch(/^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  for (const { container, 'runs-on': machine } of Object.values(jobs)) {
    expect(container).toMatch(/^node:24\.\d+\.\d+-bookworm$/);
    expect(machine).not.toContain('latest');
  }
});

test('it has an end', () => {
  for (const job of Object.values(jobs)) expect(job['timeout-minutes']).toBeLessThanOrEqual(60);
});
