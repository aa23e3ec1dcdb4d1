import { expect, test } from 'vitest';
import { taskTypes } from '../../src/oasst/protocol.ts';
import { postgresMissing } from '../support/postgres.ts';
import { type Fleet, fleet } from './fleet.ts';
import { doTask, expectAllWell, type Given } from './whole-work.ts';

const names = ['Ada', 'Ben', 'Cem', 'Dee'];
/** How many tasks one person does: fewer than they may ask for in a while, however quick the machine is. */
const TASKS_EACH = 10;

/** People who do task after task until they are told that it is enough; who has done many is followed by somebody else. */
function atWork(scene: Fleet) {
  const given: Given[] = [];
  const state = { isEnough: false, next: Promise.withResolvers<void>() };
  const working = Promise.all(
    names.map(async (name, index) => {
      let person = await scene.newcomer(name);
      for (let turn = index; !state.isEnough; turn += 1) {
        const done = turn - index;
        if (done > 0 && done % TASKS_EACH === 0) person = await scene.newcomer(`${name} ${done}`);
        const type = taskTypes[turn % taskTypes.length] ?? 'initial_prompt';
        given.push(await doTask(person, type));
        state.next.resolve();
        state.next = Promise.withResolvers();
      }
    }),
  );
  return {
    given,
    /** Resolves when everybody has done a task more on the average. */
    async goesOn(): Promise<void> {
      const goal = given.length + names.length;
      while (given.length < goal) await Promise.race([state.next.promise, working]);
    },
    async end(): Promise<void> {
      state.isEnough = true;
      await working;
    },
  };
}

test.skipIf(postgresMissing)(
  'one that is told to stop answers what is brought to it all the same',
  async () => {
    const scene = await fleet();
    await scene.start(1);
    const ada = await scene.newcomer('Ada');
    await ada.command('task', { type: 'initial_prompt' });
    const bot = await scene.startStopping();
    await ada.click('I agree');
    await ada.until(() => ada.buttons().includes('Answer'));
    expect(scene.sandbox.webhook.notTaken()).toBe(0);
    expect(await bot.ended).toBe(0);
    await ada.click('Answer');
    expect(ada.notices).toHaveLength(1); // now it is gone
  },
);

test.skipIf(postgresMissing)(
  'while people work, each of two processes is replaced, the newer one first: nothing is lost, doubled or turned away',
  { timeout: 300_000 },
  async () => {
    const scene = await fleet();
    await scene.start(2);
    const work = atWork(scene);
    for (let replaced = 0; replaced < 2; replaced += 1) {
      await work.goesOn();
      await scene.start(1);
      expect(await scene.retire()).toBe(0);
    }
    await work.goesOn();
    await work.end();
    await expectAllWell(scene, work.given);
  },
);
