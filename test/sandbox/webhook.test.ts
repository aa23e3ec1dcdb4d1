import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { call, sandboxFor } from '../support/sandbox-client.ts';

type Answer = { status: number; body?: string; type?: string };

/** A sandbox that brings interactions to an address which answers as the test says. */
async function scene(answer: (body: { type: number; id: string; token: string }) => Answer) {
  const sandbox = await sandboxFor();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { status, body, type = 'application/json' } = answer(JSON.parse(String(Buffer.concat(chunks))));
    response.writeHead(status, { 'content-type': type }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  await call(sandbox, 'POST', `/applications/${sandbox.applicationId}/commands`, {
    name: 'go',
    description: 'G',
  });
  return { sandbox, ada: sandbox.person('Ada'), url: `http://127.0.0.1:${port}/` };
}

const pong = { status: 200, body: '{"type":1}' };

/** Answers like a bot that checks signatures: of every three requests after the first two, the third is forged. */
function checking(answer: Answer, forgeries: number[] = [2]) {
  let requests = 0;
  return () => {
    requests += 1;
    if (forgeries.includes(requests)) return { status: 401 };
    return requests === 1 ? pong : answer;
  };
}

test('an address that takes a wrong signature, or does not say pong, is none', async () => {
  const trusting = await scene(() => pong);
  await expect(trusting.sandbox.webhook.bringTo(trusting.url)).rejects.toThrow('could not be verified');
  const silent = await scene(() => ({ status: 204 }));
  await expect(silent.sandbox.webhook.bringTo(silent.url)).rejects.toThrow('could not be verified');
});

test('the address is what the application says it has', async () => {
  const { sandbox, url } = await scene(checking({ status: 202 }));
  const application = async () => (await call(sandbox, 'GET', '/applications/@me')).body;
  expect(await application()).toMatchObject({ interactions_endpoint_url: null });
  await sandbox.webhook.bringTo(url);
  expect(await application()).toMatchObject({
    interactions_endpoint_url: url,
    verify_key: sandbox.webhook.publicKey,
  });
  expect(sandbox.webhook.publicKey).toMatch(/^[0-9a-f]{64}$/);
});

test('of several addresses each has its turn, and one that is none is refused with all of them', async () => {
  const saying = (name: string, forgeries: number[]) =>
    scene(checking({ status: 200, body: `{"type":4,"data":{"content":"${name}"}}` }, forgeries));
  const { sandbox, ada, url: one } = await saying('One', [2, 4]);
  const { url: other } = await saying('Other', [2]);
  const { url: trusting } = await scene(() => pong);
  await expect(sandbox.webhook.bringTo([trusting, one])).rejects.toThrow(`${trusting} could not be verified`);
  await sandbox.webhook.bringTo([one, other]);
  for (let time = 0; time < 4; time += 1) await ada.command('go');
  expect(ada.messages().map((message) => ada.text(message))).toEqual(['One', 'Other', 'One', 'Other']);
});

test('the response is the first answer', async () => {
  const { sandbox, ada, url } = await scene(
    checking({ status: 200, body: '{"type":4,"data":{"content":"Hello"}}' }),
  );
  await sandbox.webhook.bringTo(url);
  await ada.command('go');
  expect(ada.text()).toContain('Hello');
});

test('it may bring files', async () => {
  const form = new FormData();
  form.set(
    'payload_json',
    '{"type":4,"data":{"content":"Look","attachments":[{"id":"0","filename":"a.txt"}]}}',
  );
  form.set('files[0]', new Blob(['Hello'], { type: 'text/plain' }), 'a.txt');
  const encoded = new Response(form);
  const type = encoded.headers.get('content-type') ?? '';
  const answer = { status: 200, body: await encoded.text(), type };
  const { sandbox, ada, url } = await scene(checking(answer));
  await sandbox.webhook.bringTo(url);
  await ada.command('go');
  expect(ada.last().attachments).toMatchObject([{ filename: 'a.txt', size: 5 }]);
});

test.each([
  ['one that Discord does not take', { status: 200, body: '{"type":4,"data":{}}' }, true],
  ['one of a kind that does not fit', { status: 200, body: '{"type":6}' }, true],
  ['none', { status: 500 }, false],
  ['one that is not JSON', { status: 200, body: 'Hello' }, false],
])('a person whose answer is %s sees at once that it failed', async (_name, answer, taken) => {
  const { sandbox, ada, url } = await scene(checking(answer));
  await sandbox.webhook.bringTo(url);
  await ada.command('go');
  expect(ada.notices).toEqual(['The application did not respond']);
  expect(ada.messages()).toEqual([]);
  expect(sandbox.webhook.notTaken()).toBe(taken ? 0 : 1);
});

test('an answer may still come over REST, where the response only says 202', async () => {
  const brought = Promise.withResolvers<{ id: string; token: string }>();
  const answer = checking({ status: 202 });
  const { sandbox, ada, url } = await scene((body) => {
    if (body.type === 2) brought.resolve(body);
    return answer();
  });
  await sandbox.webhook.bringTo(url);
  const asked = ada.command('go');
  const { id, token } = await brought.promise;
  await call(sandbox, 'POST', `/interactions/${id}/${token}/callback`, {
    type: 4,
    data: { content: 'Hello' },
  });
  await asked;
  expect(ada.text()).toContain('Hello');
});

test('one request in three is preceded by one with a wrong signature; whoever takes that loses the address', async () => {
  const careful = await scene(
    checking({ status: 200, body: '{"type":4,"data":{"content":"Hello"}}' }, [2, 5]),
  );
  await careful.sandbox.webhook.bringTo(careful.url);
  for (let time = 0; time < 3; time += 1) await careful.ada.command('go');
  expect(careful.ada.messages()).toHaveLength(3);
  expect(careful.sandbox.webhook.forgeries()).toBe(2);
  const careless = await scene(checking({ status: 200, body: '{"type":4,"data":{"content":"Hello"}}' }));
  await careless.sandbox.webhook.bringTo(careless.url);
  for (let time = 0; time < 3; time += 1) await careless.ada.command('go');
  expect(careless.ada.messages()).toHaveLength(2);
  const { body } = await call(careless.sandbox, 'GET', '/applications/@me');
  expect(body).toMatchObject({ interactions_endpoint_url: null });
});
