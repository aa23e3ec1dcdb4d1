import type { Kysely } from 'kysely';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { createJobs, holdFrom } from '../../../src/collection/jobs/machine.ts';
import { type Doing, type Outcome, OwnerAway, type Runner } from '../../../src/collection/jobs/runner.ts';
import { NotShown } from '../../../src/discord/calls/not-shown.ts';
import type { View } from '../../../src/discord/view.ts';
import {
  askStop,
  beginJob,
  findJob,
  forgetJobsOf,
  type Job,
  runningJob,
  showJobAt,
} from '../../../src/store/jobs.ts';
import type { Schema } from '../../../src/store/schema.ts';
import { testClock } from '../../support/clock.ts';
import { databases } from '../../support/database.ts';
import { translator } from '../../support/scenes.ts';
import { waitFor } from '../../support/wait-for.ts';

const MINUTE = 60_000;
const FAR = 14 * MINUTE;
const done: Outcome = { said: [{ key: 'import.done' }] };

/** A job that is under way until the test ends it. */
function held() {
  const begun: { job: Job; doing: Doing; end: (outcome: Outcome) => void; fail: (error: unknown) => void }[] =
    [];
  const run: Runner['run'] = (job, doing) =>
    new Promise((end, fail) => {
      begun.push({ job, doing, end, fail });
      doing.signal.addEventListener('abort', () => fail(doing.signal.reason));
    });
  return { begun, run };
}

/** A process with jobs, its messages, and what it told in the log channels. */
function processOn(db: Kysely<Schema>, clock = testClock()) {
  const shown: string[] = [];
  const added: View[] = [];
  const untold: string[] = [];
  const work = held();
  const edits = { refused: false };
  const jobs = createJobs({
    db,
    clock,
    log: pino({ level: 'silent' }),
    translator,
    messages: {
      async edit(_at, view) {
        if (edits.refused) throw new NotShown('gone');
        shown.push(view.embeds[0]?.description ?? '');
      },
      async add(_at, view) {
        added.push(view);
      },
    },
    runners: {
      import: { resumes: true, run: work.run },
      export: { resumes: false, run: work.run },
    },
    untold: async ({ said }) => void untold.push(said),
  });
  const begin = async (kind: 'import' | 'export') => {
    const job = await beginJob(
      db,
      { kind, person_id: '7', locale: 'en-US', wish: {}, said: [{ key: 'import.fetching' }] },
      { act: kind },
      holdFrom(clock),
    );
    return job ?? expect.fail('another one runs');
  };
  const show = (job: Job, validUntil = clock.now() + FAR) =>
    showJobAt(db, job.id, { messageId: '1', token: 't', validUntil });
  return { ...work, clock, jobs, shown, added, untold, edits, begin, show };
}

/** Lets a process look around until something holds. */
async function passing(clock: ReturnType<typeof testClock>, holds: () => unknown) {
  await waitFor(async () => {
    if (await holds()) return true;
    clock.advance(Math.min(clock.next() ?? 0, 30_000));
    return false;
  });
}

describe.each(databases)('on $name', ({ open }) => {
  test('one job runs at a time, whoever asks', async () => {
    const db = await open();
    const one = processOn(db);
    const other = processOn(db);
    const asked = { kind: 'export', person_id: '7', locale: 'en-US', wish: {}, said: [] };
    const begun = await Promise.all([
      beginJob(db, asked, { act: 'export' }, holdFrom(one.clock)),
      beginJob(db, asked, { act: 'export' }, holdFrom(other.clock)),
    ]);
    expect(begun.filter(Boolean)).toHaveLength(1);
    const [job] = begun.filter((one) => one !== undefined);
    if (!job) return expect.fail();
    const work = one.jobs.run(job);
    await waitFor(() => one.begun.length === 1);
    one.begun[0]?.end(done);
    await work;
    expect(await runningJob(db)).toBeUndefined();
    expect(await beginJob(db, asked, { act: 'export' }, holdFrom(one.clock))).toBeDefined();
  });

  test('how far a job is stands in its message every three seconds, and only when it is new', async () => {
    const db = await open();
    const { begin, show, jobs, begun, clock, shown } = processOn(db);
    const job = await begin('import');
    await show(job);
    const work = jobs.run(job);
    await waitFor(() => begun.length === 1);
    for (let number = 1; number <= 50; number += 1)
      begun[0]?.doing.note([{ key: 'import.under_way', values: { done: number, all: 50 } }]);
    clock.advance(2_999);
    expect(shown).toEqual([]);
    clock.advance(1);
    await waitFor(() => shown.length === 1 && clock.next() !== undefined);
    expect(shown).toEqual(['Importing… 50 of 50 prompts']);
    clock.advance(3_000);
    await waitFor(() => clock.next() !== undefined);
    begun[0]?.end(done);
    await work;
    expect(shown).toEqual(['Importing… 50 of 50 prompts', 'The import is done.']);
    expect(await findJob(db, job.id)).toMatchObject({ state: 'ended', told: 1, turn: null });
  });

  test('a job whose process died is done by another one, which shows it in the same message', async () => {
    const db = await open();
    const dead = processOn(db);
    const job = await dead.begin('import');
    await dead.show(job);
    const next = processOn(db, dead.clock);
    next.jobs.start();
    await passing(dead.clock, () => next.begun.length === 1);
    expect(dead.clock.now() - job.created_at).toBeGreaterThanOrEqual(MINUTE);
    expect(next.begun[0]?.job).toMatchObject({ id: job.id, attempts: 2 });
    next.begun[0]?.end(done);
    await waitFor(() => next.shown.length === 1);
    expect(next.shown).toEqual(['The import is done.']);
    await next.jobs.stop();
  });

  test('a job that ends its process each time is given up, and its owner is told', async () => {
    const db = await open();
    const clock = testClock();
    const first = processOn(db, clock);
    const job = await first.begin('import');
    await first.show(job);
    await db.updateTable('jobs').set({ attempts: 3 }).execute();
    const next = processOn(db, clock);
    next.jobs.start();
    await passing(clock, () => next.shown.length === 1);
    expect(next.shown[0]).toContain('restarted before this was done');
    expect(next.begun).toEqual([]);
    await next.jobs.stop();
  });

  test('one that cannot be begun twice is not, and its owner is told', async () => {
    const db = await open();
    const dead = processOn(db);
    const job = await dead.begin('export');
    await dead.show(job);
    const next = processOn(db, dead.clock);
    next.jobs.start();
    await passing(dead.clock, () => next.shown.length === 1);
    expect(next.shown[0]).toContain('Use the command once more');
    expect(next.begun).toEqual([]);
    await next.jobs.stop();
  });

  test('a process that ends in order leaves its job to the next one at once', async () => {
    const db = await open();
    const ending = processOn(db);
    const job = await ending.begin('import');
    void ending.jobs.run(job);
    await waitFor(() => ending.begun.length === 1);
    await ending.jobs.stop();
    expect(await findJob(db, job.id)).toMatchObject({ state: 'running', leased_until: 0 });
    const next = processOn(db, ending.clock);
    next.jobs.start();
    ending.clock.advance(0);
    await waitFor(() => next.begun.length === 1);
    expect(ending.clock.now()).toBe(job.created_at);
    await next.jobs.stop();
  });

  test('a job is stopped by the next tick, wherever Stop was pressed', async () => {
    const db = await open();
    const { begin, show, jobs, begun, clock, shown } = processOn(db);
    const job = await begin('export');
    await show(job);
    const work = jobs.run(job);
    await waitFor(() => begun.length === 1);
    await askStop(db, job.id, clock.now());
    clock.advance(3_000);
    await work;
    expect(shown).toEqual(['Stopped. What was done by then stays.']);
    expect(await runningJob(db)).toBeUndefined();
  });

  test('a job of somebody who was forgotten ends without a word', async () => {
    const db = await open();
    const { begin, show, jobs, begun, clock, shown, untold } = processOn(db);
    const job = await begin('export');
    await show(job);
    const work = jobs.run(job);
    await waitFor(() => begun.length === 1);
    await forgetJobsOf(db, '7');
    clock.advance(3_000);
    await work;
    expect([...shown, ...untold]).toEqual([]);
  });

  test('an end that cannot be shown any more is told in the log channels', async () => {
    const db = await open();
    const { begin, show, jobs, begun, clock, untold } = processOn(db);
    const job = await begin('import');
    await show(job, clock.now() + 1);
    const work = jobs.run(job);
    await waitFor(() => begun.length === 1);
    clock.advance(1);
    begun[0]?.end(done);
    await work;
    expect(untold).toEqual([JSON.stringify(done.said)]);
    expect(await findJob(db, job.id)).toMatchObject({ state: 'ended', told: 0 });
  });

  test('files wait for a click of their owner when the last one is too long ago', async () => {
    const db = await open();
    const { begin, show, jobs, begun, clock, shown, edits } = processOn(db);
    const job = await begin('export');
    await show(job, clock.now());
    const work = jobs.run(job);
    await waitFor(() => begun.length === 1);
    begun[0]?.end({ said: [{ key: 'files.exported', values: { count: 2 } }], files: [file] });
    await passing(clock, async () => (await findJob(db, job.id))?.said.includes('jobs.ready'));
    expect(shown).toEqual([]);
    await show(job);
    await passing(clock, () => shown.length > 0);
    await work;
    expect(shown.at(-1)).toBe('Exported 2 lines.');
    expect(edits.refused).toBe(false);
  });

  test('what nobody comes to see is given up after half an hour', async () => {
    const db = await open();
    const { begin, jobs, begun, clock, added } = processOn(db);
    const job = await begin('export');
    const work = jobs.run(job);
    await waitFor(() => begun.length === 1);
    const handed = begun[0]?.doing.hand({ embeds: [], components: [], files: [file] });
    const outcome = expect(handed).rejects.toBeInstanceOf(OwnerAway);
    await passing(clock, () => clock.now() - job.created_at > 30 * MINUTE);
    await outcome;
    begun[0]?.fail(new OwnerAway('gone'));
    await work;
    expect(added).toEqual([]);
    expect(await findJob(db, job.id)).toMatchObject({ said: JSON.stringify([{ key: 'jobs.away' }]) });
  });
});

const file = { name: 'a.jsonl', data: new Uint8Array([10]) };
