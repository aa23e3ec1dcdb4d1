import { expect, test } from 'vitest';
import { taskTypes } from '../../src/oasst/protocol.ts';
import { postgresMissing } from '../support/postgres.ts';
import { type Sharded, sharded } from './sharded.ts';
import { doTask, expectAllWell, type Given } from './whole-work.ts';

const SERVERS = 4;

/** One task of every type on one of the servers, in an order of their own. */
async function doAll(scene: Sharded, server: number, given: Given[], tell: () => void): Promise<void> {
  const person = await scene.newcomer(`Person ${server}`);
  person.go(scene.servers[server] ?? '');
  for (const type of [...taskTypes.slice(server), ...taskTypes.slice(0, server)]) {
    given.push(await doTask(person, type, scene.restarts));
    if (given.length === SERVERS * 2) tell();
  }
}

test.skipIf(postgresMissing)(
  'four processes with a shard each do whole tasks of every kind, and one is killed and its shard taken again: nothing is lost or doubled',
  { timeout: 400_000 },
  async () => {
    const scene = await sharded(SERVERS);
    const given: Given[] = [];
    const { promise: inTheMiddle, resolve: tell } = Promise.withResolvers<void>();
    const working = Promise.all(scene.servers.map((_, server) => doAll(scene, server, given, tell)));
    await Promise.race([inTheMiddle, working]);
    await scene.killAndRestart(1);
    await working;
    expect(given).toHaveLength(SERVERS * taskTypes.length);
    await expectAllWell(scene, given);
  },
);
