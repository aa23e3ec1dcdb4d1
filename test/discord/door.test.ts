import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createRest } from '../../src/discord/calls/rest.ts';
import { WrongDoor } from '../../src/discord/door.ts';
import { gatewayDoor } from '../../src/discord/gateway/door.ts';
import { httpDoor } from '../../src/discord/http/door.ts';
import { testClock } from '../support/clock.ts';

const KEY = '0123456789abcdef'.repeat(4);
const endpoint = 'https://bot.test/interactions';
const application = {
  id: '1',
  botId: '1',
  owners: [],
  forPeople: false,
  endpoint: undefined,
  publicKey: KEY,
};

function doors() {
  const logged: string[] = [];
  const log = pino({ level: 'warn' }, { write: (line) => logged.push(line) });
  const rest = createRest({ api: 'http://127.0.0.1:1', token: 'token', log });
  const clock = testClock();
  return {
    logged,
    gateway: gatewayDoor({ token: 'token' }, { rest, clock, log }),
    http: httpDoor({ publicKey: KEY.toUpperCase(), turnedAway: () => {}, rest, clock, log }),
  };
}

test('a bot that waits at the gateway for what Discord brings elsewhere is told so', () => {
  const { gateway } = doors();
  gateway.check(application);
  expect(() => gateway.check({ ...application, endpoint })).toThrow(WrongDoor);
  expect(() => gateway.check({ ...application, endpoint })).toThrow(endpoint);
});

test('a bot with the public key of another application is told so', () => {
  const { http } = doors();
  const publicKey = KEY.replace('0', '1');
  expect(() => http.check({ ...application, endpoint, publicKey })).toThrow(WrongDoor);
});

test('an application without an address yet is only warned of: the bot has to be there when Discord asks', () => {
  const { http, logged } = doors();
  http.check({ ...application, endpoint });
  expect(logged).toEqual([]);
  http.check(application);
  expect(logged).toEqual([expect.stringContaining('no Interactions Endpoint URL')]);
});
