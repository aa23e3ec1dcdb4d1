import { pino } from 'pino';
import { expect, test } from 'vitest';
import type { Campaign } from '../../../src/oasst/campaigns.ts';
import { OasstError } from '../../../src/oasst/errors.ts';
import { keepCampaigns } from '../../../src/tasks/campaigns/keep.ts';
import { aCampaign } from '../../support/campaign.ts';
import { testClock } from '../../support/clock.ts';

type Answer = readonly Campaign[] | undefined | Error;

/** Campaigns of a backend that answers like this, one after another, and the last for ever. */
function kept(...answers: [Answer, ...Answer[]]) {
  const clock = testClock();
  let asked = 0;
  const list = async () => {
    const answer = answers[Math.min(asked, answers.length - 1)];
    asked += 1;
    if (answer instanceof Error) throw answer;
    return answer && [...answer];
  };
  const unused = () => Promise.reject(new Error('nobody asks for that'));
  const campaigns = { list, create: unused, change: unused, end: unused, reopen: unused };
  const known = keepCampaigns({ campaigns }, clock, pino({ level: 'silent' }));
  /** Lets time pass, and what that has begun come to its end. */
  const after = async (ms: number) => {
    clock.advance(ms);
    await new Promise(setImmediate);
  };
  return { known, asked: () => asked, after, clock };
}

const request = { method: 'GET', path: '/' };
const failing = new OasstError('down', { request, status: 500 });
const forbidden = new OasstError('forbidden', { request, status: 403, code: 2 });
const [first, second] = [aCampaign({ name: 'A' }), aCampaign({ name: 'B' })];

test('the campaigns are asked for at once, and every half minute from then on', async () => {
  const { known, asked, after } = kept([first], [second]);
  expect(known.current()).toEqual([]);
  expect(await known.known()).toEqual([first]);
  const before = asked();
  expect(before).toBe(1);
  await after(0);
  await after(29_999);
  expect(asked()).toBe(before);
  await after(1);
  expect(asked()).toBe(before + 1);
  expect(known.current()).toEqual([second]);
});

test('what an owner has changed is seen as soon as it is asked for, whatever was under way', async () => {
  const { known, after } = kept([first], [second]);
  await known.refresh(); // the first answer is not there yet
  await after(0);
  expect(known.current()).toEqual([second]);
});

test('a backend that fails leaves those that are known, and one that has never answered is asked by whoever needs them', async () => {
  const { known, after } = kept([first], failing);
  await after(0);
  await after(30_000);
  expect(known.current()).toEqual([first]);
  const never = kept(failing);
  await never.after(0);
  expect(never.known.current()).toEqual([]);
  await expect(never.known.known()).rejects.toThrow('down');
});

test.each([
  ['has none', undefined],
  ['has none for our key', forbidden],
])('a backend that %s is asked once an hour', async (_, answer) => {
  const { known, asked, after } = kept(answer);
  await after(0);
  expect([await known.known(), asked()]).toEqual([[], 1]);
  await after(60 * 60_000 - 1);
  expect(asked()).toBe(1);
  await after(1);
  expect(asked()).toBe(2);
});

test('nothing is asked any more after the end', async () => {
  const { known, asked, after, clock } = kept([first]);
  await after(0);
  known.stop();
  await after(60_000);
  expect([asked(), clock.next()]).toEqual([1, undefined]);
});
