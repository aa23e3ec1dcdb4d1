import { expect } from 'vitest';
import { giveConsent } from '../../../../src/store/consents.ts';
import { setSkipsReview } from '../../../../src/store/people.ts';
import type { SessionState } from '../../../../src/store/tables.ts';
import { forgetOld } from '../../../../src/tasks/session/forget.ts';
import { CONSENT_VERSION } from '../../../../src/tasks/show/consent.ts';
import type { TestDatabase } from '../../../support/database.ts';
import { dueQueues } from '../../../support/due-queues.ts';
import { hasLearned } from '../../../support/learned.ts';
import { type Fate, twoProcesses } from './house.ts';
import { expectPromises, look } from './look.ts';
import { command, controls, deliver, forget, goOut, type Known, type Reference, wake } from './reference.ts';
import { type Clicked, people, type Step } from './steps.ts';

const SECOND = 1_000;

/** Takes a walk on the real thing and on the reference side by side, and gives the states that were come by. */
export async function walk(open: TestDatabase['open'], steps: readonly Step[]): Promise<Set<SessionState>> {
  const db = await open();
  const house = twoProcesses(db);
  const { clock, backend } = house;
  const ref: Reference = { now: clock.now(), weather: 'fine', tasks: [], touched: [], late: [], asleep: [] };
  const seen = new Set<SessionState>();
  let lastId = 1_000;
  for (const name of people) {
    await hasLearned(db, { id: name, name });
    if (name === 'ben') await setSkipsReview(db, name, true);
    await giveConsent(
      db,
      { id: name, name },
      { version: CONSENT_VERSION, lang: 'en', textHash: '' },
      clock.now(),
    );
  }
  const newest = () => [...backend.tasks.keys()].at(-1) ?? '';

  /** The task and the words of a click; undefined when there is no such task. */
  function placed({ back, order, action }: Clicked) {
    const found = ref.tasks.at(-1 - back);
    if (order > 0) lastId += 10;
    const id = order < 0 ? lastId - 15 : lastId;
    return found && { found, who: found.owner, task: found.id, action, id, text: `${found.owner} ${id}` };
  }

  function expected(found: Known, action: string, id: number, text: string, fate: Fate) {
    const next = (except?: Known) => command(ref, found.owner, fate, newest, except);
    controls[action]?.(ref, found, { id, text, fate, next });
  }

  const run: { [Is in Step['is']]: (one: Extract<Step, { is: Is }>) => Promise<unknown> } = {
    async task({ who, fate, process }) {
      lastId += 10;
      await house.command(process, who, lastId, fate);
      command(ref, who, fate, newest);
    },
    async click({ fate, process, ...how }) {
      const at = placed({ fate, process, ...how });
      if (!at) return;
      await house.click(process, { ...at, fate });
      expected(at.found, at.action, at.id, at.text, fate);
    },
    async together({ both }) {
      const clicks = both.flatMap((one) => {
        const at = placed(one);
        return at ? [{ ...at, fate: one.fate === 'late' ? ('shown' as const) : one.fate }] : [];
      });
      await Promise.all(clicks.map((one, process) => house.click(process, one)));
    },
    async stall({ click: how, weather }) {
      const at = placed({ ...how, action: 'submit' });
      if (!at) return;
      await house.stall(how.process, weather, { ...at, fate: 'died' });
      const before = ref.weather;
      ref.weather = weather;
      expected(at.found, 'submit', at.id, at.text, 'died');
      goOut(ref);
      ref.weather = before;
      backend.turnTo(before);
    },
    async weather({ weather }) {
      backend.turnTo(weather);
      ref.weather = weather;
    },
    async wait({ ms }) {
      clock.advance(ms);
    },
    async deliver({ by }) {
      const due = await dueQueues(db, clock.now(), 100);
      await Promise.all(by.flatMap((process) => due.map((key) => house.at(process).delivery.deliver(key))));
      for (const one of ref.tasks) deliver(ref, one);
    },
    async wake() {
      await house.wake();
      wake(ref);
    },
    async forget() {
      await forgetOld(db, clock.now());
      forget(ref);
    },
    async spoil() {
      const found = ref.tasks.at(-1);
      if (!found) return;
      await db.updateTable('sessions').set({ task: '{}' }).where('task_id', '=', found.id).execute();
      found.readable = false;
    },
    async restart() {
      house.restart(0);
    },
  };

  async function take(one: Step) {
    clock.advance(SECOND);
    ref.now = clock.now() + (one.is === 'wait' ? one.ms : 0);
    const [late, expectedLate] = [house.shownLate(), ref.late.splice(0)];
    await run[one.is](one as never);
    for (const show of late) await show();
    for (const show of expectedLate) show();
    goOut(ref);
    await house.idle();
    const real = await look(db, backend);
    if (one.is === 'together') ref.tasks = real; // in which order they came is chance
    expect(real).toEqual(ref.tasks);
    expectPromises(real, backend);
    for (const { state } of real) seen.add(state);
  }

  for (const one of steps) await take(one);
  // whatever happened, in the end everything has arrived, and who slept changes nothing any more
  await take({ is: 'weather', weather: 'fine' });
  for (const ms of [10 * 60 * SECOND, SECOND, SECOND]) {
    await take({ is: 'wait', ms });
    await take({ is: 'deliver', by: [0, 1] });
  }
  await take({ is: 'wake' });
  expect(ref.tasks.filter(({ calls }) => calls.length > 0)).toEqual([]);
  expect(ref.tasks.filter(({ state }) => state === 'sending' || state === 'skipping')).toEqual([]);
  return seen;
}
