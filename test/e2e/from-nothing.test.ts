import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import type { Person } from '../../sandbox/driver/person.ts';
import { shuffle } from '../../src/backend/random.ts';
import { allKinds } from '../../src/backend/settings/settings.ts';
import { runExport } from '../../src/dataset/export/export.ts';
import { readExportOptions } from '../../src/dataset/export/options.ts';
import { testClock } from '../support/clock.ts';
import { botWithBackend } from '../support/embedded.ts';
import { freshFolder } from '../support/folder.ts';
import { seededIds, seededRandom } from '../support/random.ts';
import { workOnce } from '../support/worker.ts';

const names = ['Ada', 'Ben', 'Cem', 'Dia', 'Eli', 'Fay', 'Gus', 'Hua'];
const TASKS = 400;

const Tree = z.object({ tree_state: z.literal('ready_for_export'), prompt: z.object({ text: z.string() }) });

test('eight people finish trees in 400 tasks from an empty collection', { timeout: 300_000 }, async () => {
  const dataDir = await freshFolder();
  const random = seededRandom(8);
  const clock = testClock(() => house.sandbox.clock.advance(0));
  const house = await botWithBackend({
    dataDir,
    clock,
    random,
    newId: seededIds(random),
    settings: allKinds,
  });
  onTestFinished(() => house.close());
  const people: Person[] = [];
  for (const name of names) people.push(await house.contributor(name));

  let done = 0;
  for (let turn = 0; done < TASKS && turn < 2 * TASKS; turn += 1) {
    const person = people[turn % people.length];
    if (!person) break;
    const worked = await workOnce(
      person,
      {},
      {
        text: () => `${person.name} on turn ${turn}.`,
        isSpam: () => false,
        order: (candidates) => shuffle(candidates, random),
        passTime: (ms) => clock.advance(ms),
      },
    );
    if (worked) done += 1;
    clock.advance(30_000);
  }
  const file = join(dataDir, 'dataset.jsonl');
  await runExport(readExportOptions([file, '--data-dir', dataDir], {}), silent());
  const lines = (await readFile(file, 'utf8'))
    .trimEnd()
    .split('\n')
    .filter((line) => line !== '');
  expect(done).toBe(TASKS);
  expect(lines.map((line) => Tree.parse(JSON.parse(line))).length).toBeGreaterThan(0);
});

function silent() {
  const stream = () => new PassThrough().resume();
  const { signal } = new AbortController();
  return { stdin: stream(), stdout: stream(), stderr: stream(), now: () => 0, signal };
}
