import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { expect, onTestFinished, test } from 'vitest';
import { announce, findWebhook } from '../../src/store/webhooks.ts';
import { testClock } from '../support/clock.ts';
import { passQuietTime } from '../support/discord-faults.ts';
import { botWithBackend } from '../support/embedded.ts';
import { freshFolder } from '../support/folder.ts';
import { seededIds, seededRandom } from '../support/random.ts';
import { waitFor } from '../support/wait-for.ts';

type Heard = { headers: Record<string, string>; body: string };

/** An owner's own program: what it hears, and how it answers. */
async function program() {
  const heard: Heard[] = [];
  const answer = { status: 204 };
  const http = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    heard.push({ headers, body: Buffer.concat(chunks).toString() });
    response.writeHead(answer.status).end();
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    http.closeAllConnections();
    await new Promise((resolve) => http.close(resolve));
  });
  return { url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/hook`, heard, answer };
}

async function scene() {
  const clock = testClock(() => house.sandbox.clock.advance(0));
  const random = seededRandom(7);
  const house = await botWithBackend({
    dataDir: await freshFolder(),
    clock,
    random,
    newId: seededIds(random),
  });
  onTestFinished(() => house.close());
  return { ...house, clock, owner: house.sandbox.person('Owner') };
}

const typeOf = ({ body }: Heard): string => JSON.parse(body).type;

/** Whether a message says in its own signature that it is from whoever has the secret. */
function isSigned({ headers, body }: Heard, secret: string): boolean {
  const at = new Date(Number(headers['webhook-timestamp']) * 1_000);
  const signature = new Webhook(secret).sign(headers['webhook-id'] ?? '', at, body);
  return signature === headers['webhook-signature'];
}

test('an owner adds an address, sees its secret once, and tries it out', async () => {
  const { owner, db } = await scene();
  const { url, heard, answer } = await program();
  await owner.command('webhook list');
  expect(owner.text()).toContain('No address is told of anything yet');
  await owner.command('webhook add', { url });
  expect(owner.last().ephemeral).toBe(true);
  expect(owner.text()).toContain(`**1** ${url} · all events`);
  const secret = /whsec_[\w+/=]+/.exec(owner.text())?.[0] ?? expect.fail();
  await owner.click('Test 1');
  await owner.until(() => /The test arrived: answered 204 after \d+ ms\./.test(owner.text()));
  expect(owner.text()).not.toContain(secret);
  const [test] = heard;
  expect(JSON.parse(test?.body ?? '')).toMatchObject({ type: 'webhook.test', data: {} });
  expect(test && isSigned(test, secret)).toBe(true);
  expect(test && isSigned({ ...test, body: `${test.body} ` }, secret)).toBe(false);
  answer.status = 500;
  await owner.click('Test 1');
  await owner.until(() => owner.text().includes('The test did not arrive: it answered 500.'));
  expect(owner.text()).toContain('A test is not tried again.');
  expect(await db.selectFrom('outbox').selectAll().execute()).toEqual([]);
  await owner.click('Remove 1');
  expect(owner.text()).toContain('The address is told nothing more.');
  expect(await db.selectFrom('webhooks').selectAll().execute()).toEqual([]);
  expect(await db.selectFrom('outbox').selectAll().execute()).toEqual([]);
});

test('a test goes past what waits, which is told at once where the test arrives', async () => {
  const { owner, db, clock } = await scene();
  const { url, heard, answer } = await program();
  answer.status = 503;
  await owner.command('webhook add', { url });
  const webhook = await db.selectFrom('webhooks').select('id').executeTakeFirstOrThrow();
  await announce(db, { type: 'collection.tree_finished', data: { tree_id: 't', lang: 'en' } }, clock.now());
  const failing = async () => (await findWebhook(db, webhook.id))?.failing_since ?? undefined;
  await waitFor(async () => {
    if (heard.length === 0) clock.advance(Math.min(clock.next() ?? 0, 1_000)); // and then stands still: it is told once
    return (await failing()) !== undefined;
  });
  const before = heard.length;
  await owner.click('Test 1');
  await owner.until(() => owner.text().includes('The test did not arrive: it answered 503.'));
  expect(heard.slice(before).map(typeOf)).toEqual(['webhook.test']);
  expect(await db.selectFrom('outbox').select('state').execute()).toEqual([{ state: 'waiting' }]);
  answer.status = 200;
  await owner.click('Test 1');
  await owner.until(() => owner.text().includes('What waits for this address is told now as well.'));
  await waitFor(async () => (await failing()) === undefined);
  expect(heard.slice(before + 1).map(typeOf)).toEqual(['webhook.test', 'collection.tree_finished']);
});

test('what cannot be told is refused in words', async () => {
  const { owner } = await scene();
  for (const url of ['nothing', 'ftp://a.test/', 'https://ada:secret@a.test/']) {
    await owner.command('webhook add', { url });
    expect(owner.text()).toContain('That is no address that can be told.');
  }
  for (let number = 1; number <= 5; number += 1)
    await owner.command('webhook add', { url: `https://a.test/${number}` });
  await owner.command('webhook add', { url: 'https://a.test/6' });
  expect(owner.text()).toContain('There are 5 addresses already.');
  await owner.command('webhook list');
  expect(owner.buttons()).toHaveLength(10);
});

test('a report is told of without who made it, or what they wrote', async () => {
  const { owner, contributor, clock, isCalling } = await scene();
  const { url, heard } = await program();
  await owner.command('webhook add', { url, event: 'collection.message_reported' });
  const ada = await contributor('Ada');
  await ada.command('task', { type: 'initial_prompt' });
  await ada.click('Answer');
  await ada.submit({ 'Your text': 'What is bread?' });
  await ada.click('Send');
  const ben = await contributor('Ben');
  await ben.command('task', { type: 'label_initial_prompt' });
  await ben.click('Report');
  await ben.submit({ 'What is wrong with it?': ['Spam'], 'In your own words': 'It is about bread' });
  expect(ben.text()).toContain('Reported');
  await passQuietTime(clock, () => heard.length > 0, isCalling);
  const [told] = heard;
  expect(JSON.parse(told?.body ?? '')).toEqual({
    type: 'collection.message_reported',
    timestamp: expect.any(String),
    data: { message_id: expect.any(String), labels: ['spam'] },
  });
  for (const secret of [ada.id, ben.id, 'Ada', 'Ben', 'bread']) expect(told?.body).not.toContain(secret);
});
