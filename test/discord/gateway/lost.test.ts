import { Client, Events } from 'discord.js';
import { expect, test } from 'vitest';
import { GatewayLost } from '../../../src/discord/gateway/gateway-lost.ts';
import { AWAY_MS, untilLost } from '../../../src/discord/gateway/lost.ts';
import { testClock } from '../../support/clock.ts';

function scene() {
  const clock = testClock();
  const client = new Client({ intents: [] });
  const lost: GatewayLost[] = [];
  const told = untilLost(client, clock).then((error) => lost.push(error));
  return { clock, client, lost, told };
}

test('a gateway that is away for five minutes is lost', async () => {
  const { clock, client, lost, told } = scene();
  client.emit(Events.ShardReady, 0, undefined);
  clock.advance(60 * 60_000);
  client.emit(Events.ShardReconnecting, 0);
  client.emit(Events.ShardReconnecting, 0); // each attempt says so; the first one counts
  clock.advance(AWAY_MS - 1);
  client.emit(Events.ShardReconnecting, 0);
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

test.each([Events.ShardReady, Events.ShardResume] as const)('%s means that it is back', async (event) => {
  const { clock, client, lost } = scene();
  client.emit(Events.ShardReconnecting, 0);
  clock.advance(AWAY_MS - 1);
  if (event === Events.ShardReady) client.emit(event, 0, undefined);
  else client.emit(event, 0, 0);
  clock.advance(AWAY_MS);
  await Promise.resolve();
  expect(lost).toEqual([]);
});

test.each([
  [4004, 'does not accept DISCORD_TOKEN'],
  [4014, 'does not allow the intents'],
  [4010, 'code 4010'],
])('one that closed for good with %i is lost at once, with the reason', async (code, words) => {
  const { client, lost, told } = scene();
  client.emit(Events.ShardDisconnect, { code, reason: '', wasClean: true }, 0);
  await told;
  expect(lost[0]?.message).toContain(words);
});
