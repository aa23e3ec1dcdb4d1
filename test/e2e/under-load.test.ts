import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import type { Person } from '../../sandbox/driver/person.ts';
import { acked } from '../support/acked.ts';
import { testClock } from '../support/clock.ts';
import { botWithBackend, type House } from '../support/embedded.ts';
import { freshFolder } from '../support/folder.ts';
import { nothingWaits } from '../support/nothing-waits.ts';
import { seededIds, seededRandom } from '../support/random.ts';
import { inShort, statementsOf } from '../support/statements.ts';

const REPORTS = 10_000;
const SERVERS = 100;
const AT_ONCE = 500;

async function collection() {
  const clock = testClock(() => house.sandbox.clock.advance(0));
  const random = seededRandom(5);
  const dataDir = await freshFolder();
  const settings = { maxPromptsInReview: 100 };
  const house = await botWithBackend({ dataDir, clock, random, newId: seededIds(random), settings });
  onTestFinished(() => house.close());
  return house;
}

/** Reports that nobody has decided about, each told in its log channel, and servers with channels of all sorts. */
async function fill({ db }: House): Promise<void> {
  const numbers = Array.from({ length: REPORTS }, (_, number) => number);
  for (let from = 0; from < REPORTS; from += AT_ONCE) {
    const some = numbers.slice(from, from + AT_ONCE);
    const message = (number: number) => `message ${number}`;
    await db
      .insertInto('cases')
      .values(
        some.map((number) => ({
          id: `case ${number}`,
          message_id: message(number),
          version: 1,
          stale: 0,
          created_at: number,
        })),
      )
      .execute();
    const report = { words: 'Look at that.', labels: '["spam"]' };
    await db
      .insertInto('case_reports')
      .values(
        some.map((number) => ({
          message_id: message(number),
          person_id: '1',
          reported_at: number,
          ...report,
        })),
      )
      .execute();
  }
  const chosen = { locale: 'en', languages: '[]', kinds: '[]', weekly: 1, changed_by: '1', changed_at: 0 };
  await db
    .insertInto('servers')
    .values(
      Array.from({ length: SERVERS }, (_, number) => ({
        id: `1${String(number).padStart(17, '0')}`,
        log_channel: `${number}`,
        post_channel: `${number}`,
        summed_up_at: null,
        ...chosen,
      })),
    )
    .execute();
}

/** What a task asks of the database from `/task` to "Saved", until nothing is left to be sent. */
async function wayOfATask({ db }: House, person: Person, what: string): Promise<string[]> {
  return await statementsOf(async () => {
    await person.command('task', { type: 'initial_prompt' });
    await acked(db); // what a click finds still to be done is not up to the moment
    await person.click('Answer');
    await person.submit({ 'Your text': `How do I bake ${what}?` });
    await person.click('Send');
    await person.until(() => person.text().includes('Saved'));
    await nothingWaits(db);
  });
}

const ofTheTest = /'of the test'|select "id" from "outbox" where "state" = 'waiting'/;
const about = (statements: readonly string[]) => statements.filter((one) => !ofTheTest.test(one));

test('10,000 open reports and 100 servers cost a task not one statement, nor does one look through them', async () => {
  const house = await collection();
  const ada = await house.contributor('Ada');
  await wayOfATask(house, ada, 'bread'); // whatever is only asked at the beginning
  const before = about(await wayOfATask(house, ada, 'cookies'));
  await fill(house);
  const after = about(await wayOfATask(house, ada, 'a pizza'));
  expect(inShort(after).toSorted()).toEqual(inShort(before).toSorted());

  const looked = await Promise.all(
    [...new Set(after)]
      .filter((one) => /^(select|insert|update|delete)/.test(one))
      .map(async (one) => {
        const { rows } = await sql<{ detail: string }>`explain query plan ${sql.raw(one)}`.execute(house.db);
        return rows.map(({ detail }) => detail);
      }),
  );
  const plans = looked.flat();
  expect(plans.some((detail) => detail.startsWith('SEARCH sessions'))).toBe(true);
  // what a subquery has found is no table
  const made = new Set(
    plans.flatMap((detail) => /^(?:CO-ROUTINE|MATERIALIZE) (\w+)$/.exec(detail)?.[1] ?? []),
  );
  const scanned = plans.flatMap((detail) => /^SCAN (\w+)$/.exec(detail)?.[1] ?? []); // without any index
  expect(scanned.filter((name) => !made.has(name))).toEqual([]);
});
