import { REST } from '@discordjs/rest';
import { WebSocketShardEvents as Events, WebSocketManager } from '@discordjs/ws';
import type { GatewayReadyDispatchData } from 'discord-api-types/v10';
import { expect, test } from 'vitest';
import { GatewayLost } from '../../../src/discord/gateway/gateway-lost.ts';
import { AWAY_MS, watchLoss } from '../../../src/discord/gateway/lost.ts';
import { testClock } from '../../support/clock.ts';

const ready = { shardId: 0, data: {} as GatewayReadyDispatchData }; // nobody reads it
const dropped = { shardId: 0, code: 1006 };

function scene() {
  const clock = testClock();
  const manager = new WebSocketManager({ token: 'token', intents: 0, rest: new REST() });
  const lost: GatewayLost[] = [];
  const watch = watchLoss(manager, clock);
  const told = watch.lost.then((error) => lost.push(error));
  return { clock, manager, lost, told, stop: watch.stop };
}

test('a gateway that is away for five minutes is lost', async () => {
  const { clock, manager, lost, told } = scene();
  manager.emit(Events.Ready, ready);
  clock.advance(60 * 60_000);
  manager.emit(Events.Closed, dropped);
  manager.emit(Events.Closed, dropped); // each attempt says so; the first one counts
  clock.advance(AWAY_MS - 1);
  manager.emit(Events.Closed, dropped);
  expect(lost).toEqual([]);
  clock.advance(1);
  await told;
  expect(lost).toEqual([new GatewayLost('Discord could not be reached for five minutes.')]);
});

test('one that never came is lost as well', async () => {
  const { clock, lost, told } = scene();
  clock.advance(AWAY_MS);
  await told;
  expect(lost).toHaveLength(1);
});

test('nobody waits for one that was left, before it came or after', () => {
  const { clock, manager, stop } = scene();
  stop();
  expect(clock.next()).toBeUndefined();
  manager.emit(Events.Closed, dropped);
  expect(clock.next()).toBeUndefined();
});

test.each([Events.Ready, Events.Resumed] as const)('%s means that it is back', async (event) => {
  const { clock, manager, lost } = scene();
  manager.emit(Events.Closed, dropped);
  clock.advance(AWAY_MS - 1);
  if (event === Events.Ready) manager.emit(event, ready);
  else manager.emit(event, { shardId: 0 });
  clock.advance(AWAY_MS);
  await Promise.resolve();
  expect(lost).toEqual([]);
});

test.each([
  [4004, 'does not accept DISCORD_TOKEN'],
  [4014, 'does not allow the intents'],
  [4010, 'code 4010'],
])('one that closed for good with %i is lost at once, with the reason', async (code, words) => {
  const { manager, lost, told } = scene();
  manager.emit(Events.Closed, { code, shardId: 0 });
  await told;
  expect(lost[0]?.message).toContain(words);
});
