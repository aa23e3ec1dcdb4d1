import { expect, test } from 'vitest';
import { taskTypes } from '../../src/oasst/protocol.ts';
import { postgresMissing } from '../support/postgres.ts';
import { type Fleet, fleet } from './fleet.ts';
import { doTask, expectAllWell, type Given } from './whole-work.ts';

const PEOPLE = 4;

/** One task of every type, in an order of their own. */
async function doAll(scene: Fleet, index: number): Promise<Given[]> {
  const person = await scene.newcomer(`Person ${index}`);
  const types = [...taskTypes.slice(index), ...taskTypes.slice(0, index)];
  const given: Given[] = [];
  for (const type of types) given.push(await doTask(person, type));
  return given;
}

test.skipIf(postgresMissing)(
  'four processes that are brought everything in turn do whole tasks of every kind: nothing is lost, doubled or turned away',
  { timeout: 300_000 },
  async () => {
    const scene = await fleet();
    await scene.start(4);
    const indexes = Array.from({ length: PEOPLE }, (_, index) => index);
    const given = (await Promise.all(indexes.map((index) => doAll(scene, index)))).flat();
    expect(given).toHaveLength(PEOPLE * taskTypes.length);
    await expectAllWell(scene, given);
    expect(Math.min(...(await scene.answered()))).toBeGreaterThan(0);
  },
);
