import { describe, expect, inject, test } from 'vitest';
import type { RecordedRequest } from '../../sandbox/rest/requests.ts';
import { botWith } from '../support/bot.ts';
import { calls, hasStruck, refusals } from '../support/discord-faults.ts';
import { nothingWaits } from '../support/nothing-waits.ts';
import { onward } from '../support/onward.ts';
import { refusal } from '../support/scripted-backend.ts';
import { id, samples } from '../support/tasks.ts';
import { waitFor } from '../support/wait-for.ts';

const { initial_prompt: prompt, assistant_reply: reply, rate_summary: rating } = samples;
const MINUTE = 60_000;

/** Whether a call has changed a message by itself, not as the answer to a click. */
const isChangeOf =
  ({ id }: { id: string }) =>
  ({ method, path, status }: RecordedRequest) =>
    method === 'PATCH' && path.endsWith(id) && status === 200;

describe('after “Next task”', () => {
  test('the old card is one line that tells what was given, without buttons', async () => {
    const { contributor, backend } = await botWith([prompt, reply]);
    const ada = await contributor('Ada');
    await ada.click('Answer');
    await ada.submit({
      'Your text': 'Can you *explain* why the sky is blue, and why it is red in the evening?\nPlease.',
    });
    await ada.click('Send');
    const card = ada.last();
    await onward(ada);
    expect(ada.text(ada.again(card))).toBe(
      '✅ Prompt: *Can you explain why the sky is blue, and why it is red in …*',
    );
    expect(ada.buttons(ada.again(card))).toEqual([]);
    expect(ada.last().id).not.toBe(card.id);
    expect(ada.text()).toContain('Reply as the assistant');
    expect((await backend.got('ack', 2))[1]?.body).toEqual({ message_id: ada.last().id });
  });

  test('of a rating the line tells what was rated, and it is sent before the line says so', async () => {
    const { contributor, backend } = await botWith([rating, prompt]);
    const ada = await contributor('Ada');
    const card = ada.last();
    await ada.click('4');
    await onward(ada);
    expect(backend.asked('interaction')).toHaveLength(1);
    expect(ada.text(ada.again(card))).toBe('✅ Rating: *A fox meets a crow.*');
  });

  test('a line stays one, even where news of its answer had been made for the card that it was', async () => {
    const { contributor, backend, clock, sandbox } = await botWith([rating, prompt]);
    const ada = await contributor('Ada');
    const card = ada.last();
    await ada.click('4');
    const [asked, open] = [Promise.withResolvers<void>(), Promise.withResolvers<Response>()];
    backend.answer('availability', () => {
      asked.resolve();
      return open.promise;
    });
    clock.advance(30_000); // the time to take it back, and for which it is known what is open
    await asked.promise; // for the card
    await onward(ada);
    const mark = sandbox.requests.mark();
    open.resolve(Response.json({ label_assistant_reply: 3 }));
    await waitFor(() => sandbox.requests.since(mark).some(({ method }) => method === 'PATCH'));
    expect(ada.text(ada.again(card))).toBe('✅ Rating: *A fox meets a crow.*');
    expect(ada.buttons(ada.again(card))).toEqual([]);
  });

  test('a line tells of an answer that is still on its way, and later that it has arrived', async () => {
    const { contributor, backend, clock } = await botWith([reply, prompt]);
    const ada = await contributor('Ada');
    await ada.click('Answer');
    await ada.submit({ 'Your text': 'They use light.' });
    backend.answer('interaction', () => refusal(500, 0));
    await ada.click('Send');
    const card = ada.last();
    await onward(ada);
    expect(ada.text(ada.again(card))).toBe('📮 On its way · Assistant reply: *They use light.*');
    clock.advance(10 * MINUTE);
    await ada.until((one) => one.text(one.again(card)).startsWith('✅'));
    expect(ada.text(ada.again(card))).toBe('✅ Assistant reply: *They use light.*');
    expect(ada.buttons(ada.again(card))).toEqual([]);
  });

  // over HTTP the answer to a click is no call that could be late
  test.skipIf(inject('door') === 'http')(
    'a line that set out while its answer was on its way tells that it has arrived',
    async () => {
      const { contributor, backend, clock, sandbox } = await botWith([reply, prompt]);
      const ada = await contributor('Ada');
      await ada.click('Answer');
      await ada.submit({ 'Your text': 'They use light.' });
      const [arrival, callback] = [Promise.withResolvers<Response>(), Promise.withResolvers<void>()];
      backend.answer('interaction', () => arrival.promise);
      const sending = ada.click('Send');
      await backend.got('interaction', 1);
      clock.advance(1_500); // Discord is asked to wait
      await sending;
      clock.advance(6_500);
      await ada.until((one) => one.buttons().includes('Next task'));
      const card = ada.last();
      const held = sandbox.faults.rest(calls.callback, { until: callback.promise });
      const going = onward(ada);
      await waitFor(hasStruck(held));
      arrival.resolve(Response.json({ id: crypto.randomUUID(), type: 'task_done' }));
      await ada.until((one) => one.text(one.again(card)).startsWith('✅'));
      callback.resolve(); // with what was so when the button was pressed
      await going;
      await ada.until((one) => one.text(one.again(card)).startsWith('✅'));
    },
  );

  test('an answer that comes back is shown in full, even where a line was left of it', async () => {
    const { contributor, backend, clock } = await botWith([reply, prompt]);
    const ada = await contributor('Ada');
    await ada.click('Answer');
    await ada.submit({ 'Your text': 'They use light.' });
    backend.answer('interaction', () => refusal(500, 0));
    await ada.click('Send');
    const card = ada.last();
    await onward(ada);
    backend.answer('interaction', () => refusal(400, 2010));
    clock.advance(10 * MINUTE);
    await ada.until((one) => one.text(one.again(card)).includes('came back'));
    expect(ada.text(ada.again(card))).toContain('They use light.');
  });

  test('a card from long ago still becomes a line, because the click itself lets it change', async () => {
    const { contributor, clock } = await botWith([reply, prompt]);
    const ada = await contributor('Ada');
    await ada.click('Answer');
    await ada.submit({ 'Your text': 'They use light.' });
    await ada.click('Send');
    const card = ada.last();
    clock.advance(60 * MINUTE);
    await onward(ada);
    expect(ada.text(ada.again(card))).toBe('✅ Assistant reply: *They use light.*');
  });

  test('where the old card is gone, the next task comes all the same', async () => {
    const { contributor, sandbox } = await botWith([rating, prompt]);
    const ada = await contributor('Ada');
    await ada.click('4');
    sandbox.faults.rest({ route: /\/callback$/ }, refusals[10008]);
    await onward(ada);
    expect(ada.text()).toContain('Write a prompt');
  });

  test('somebody else’s button tells them nothing of the task', async () => {
    const { contributor, sandbox } = await botWith([rating, prompt]);
    const ada = await contributor('Ada');
    const ben = await contributor('Ben');
    await ada.click('4');
    const message = ben.last();
    await sandbox.forge(ben.id, { messageId: message.id, customId: `v1:next:${rating.id}:random` });
    expect(JSON.stringify(ben.view.messages)).not.toContain('A fox meets');
  });
});

describe('of a card that is shown again', () => {
  test('the older copy becomes a line, and the newer one goes on', async () => {
    const { contributor, backend } = await botWith([reply]);
    const ada = await contributor('Ada');
    const older = ada.last();
    await backend.got('ack', 1);
    await ada.command('task');
    await ada.until((one) => one.text(one.again(older)).startsWith('↪️'));
    expect(ada.text(ada.again(older))).toBe(
      '↪️ Goes on in another message · Assistant reply: *How do plants make energy?*',
    );
    expect(ada.buttons(ada.again(older))).toEqual([]);
    await ada.click('Answer');
    await ada.submit({ 'Your text': 'They use light.' });
    await ada.click('Send');
    expect(ada.text()).toContain('Saved');
  });

  test('an older copy to which its person goes back while its line is on the way stays a card', async () => {
    const { contributor, backend, sandbox, db } = await botWith([rating, prompt]);
    const ada = await contributor('Ada');
    const older = ada.last();
    await backend.got('ack', 1);
    const line = Promise.withResolvers<void>();
    const held = sandbox.faults.rest(calls.edit, { until: line.promise, times: 10 });
    await ada.command('task');
    await waitFor(() => held.struck() > 0);
    await ada.click('4', { on: older });
    const placed = () =>
      db.selectFrom('cards').select('message_id').where('task_id', '=', `${rating.id}`).execute();
    await waitFor(async () => (await placed())[0]?.message_id === older.id);
    held.cancel();
    line.resolve();
    await waitFor(() => sandbox.requests.all().some(isChangeOf(older)));
    await ada.until((one) => one.buttons(one.again(older)).includes('Next task'));
  });

  test('an older copy that Discord does not let us edit any more knows the newest state on any click', async () => {
    const { contributor, clock, sandbox, backend } = await botWith([reply]);
    const ada = await contributor('Ada');
    const older = ada.last();
    clock.advance(20 * MINUTE);
    const mark = sandbox.requests.mark();
    await ada.command('task');
    expect(ada.buttons(ada.again(older))).toContain('Answer');
    expect(sandbox.requests.since(mark).filter(({ method }) => method === 'PATCH')).toEqual([]);
    await ada.click('Answer');
    await ada.submit({ 'Your text': 'They use light.' });
    await ada.click('Send');
    for (const button of ['Answer', 'Skip']) {
      await sandbox.forge(ada.id, {
        messageId: older.id,
        customId: `v1:${button === 'Answer' ? 'ask' : 'skip'}:${reply.id}:`,
      });
      expect(ada.text(ada.again(older))).toContain('already sent');
    }
    expect(backend.asked('interaction')).toHaveLength(1);
    expect(backend.asked('nack')).toEqual([]);
  });

  test('a copy beside the one that was answered becomes a line with the next task', async () => {
    const { contributor, sandbox, backend } = await botWith([rating, prompt]);
    const ada = await contributor('Ada');
    const older = ada.last();
    await backend.got('ack', 1);
    await ada.command('task');
    const newer = ada.last();
    await ada.until((one) => one.text(one.again(older)).startsWith('↪️'));
    await sandbox.forge(ada.id, { messageId: older.id, customId: `v1:choose:${rating.id}:4` });
    await ada.until((one) => one.text(one.again(newer)).startsWith('📮'));
    await onward(ada, () => ada.click('Next task', { on: ada.again(older) ?? older }));
    expect(ada.text(ada.again(older))).toBe('✅ Rating: *A fox meets a crow.*');
  });
});

describe('a skip', () => {
  test('shows the next task at once, on the same card, and can be taken back there', async () => {
    const { contributor, backend, clock, sandbox, db } = await botWith([reply, prompt]);
    const ada = await contributor('Ada');
    const card = ada.last();
    await backend.got('ack', 1);
    const mark = sandbox.requests.mark();
    await ada.click('Skip');
    expect(sandbox.requests.since(mark)).toHaveLength(1);
    expect(ada.last().id).toBe(card.id);
    expect(ada.text()).toContain('Write a prompt');
    expect(ada.buttons()).toEqual(['Answer', 'Skip', 'Report', 'Guidelines', 'Undo skip']);
    await backend.got('ack', 2);
    await ada.click('Undo skip');
    expect(ada.text()).toContain('How do plants make energy?');
    const [nack, ...more] = await backend.got('nack', 1);
    expect(nack?.path).toContain(prompt.id); // the one that came in its place goes back
    await nothingWaits(db); // a call that is being written down is taken over once its lease is over
    clock.advance(MINUTE);
    await ada.click('Answer');
    await ada.submit({ 'Your text': 'They use light.' });
    await ada.click('Send');
    expect(ada.text()).toContain('Saved');
    expect(more).toEqual([]);
    expect(backend.asked('nack')).toHaveLength(1);
  });

  test('that comes too late to be taken back leaves the next task where it is', async () => {
    const { contributor, backend, clock } = await botWith([reply, prompt]);
    const ada = await contributor('Ada');
    await backend.got('ack', 1);
    await ada.click('Skip');
    clock.advance(10_000);
    await backend.got('nack', 1);
    await ada.click('Undo skip');
    expect(ada.text()).toContain('already been handed back');
    expect(ada.text()).toContain('Write a prompt');
    expect(ada.buttons()).toContain('Answer');
    expect(backend.asked('nack')).toHaveLength(1);
  });

  test('is not taken back for somebody who has begun with the next task', async () => {
    const { contributor, backend, sandbox } = await botWith([reply, prompt]);
    const ada = await contributor('Ada');
    await backend.got('ack', 1);
    await ada.click('Skip');
    const { id: messageId } = ada.last();
    await ada.click('Answer');
    await ada.submit({ 'Your text': 'Why is the sky blue?' });
    await sandbox.forge(ada.id, { messageId, customId: `v1:undo:${reply.id}:` });
    expect(ada.text()).toContain('You have another task open now');
    expect(ada.text()).toContain('Why is the sky blue?');
    expect(backend.asked('nack')).toEqual([]);
  });

  test('on a second skip lets the first one go', async () => {
    const { contributor, backend } = await botWith([reply, prompt, rating]);
    const ada = await contributor('Ada');
    await backend.got('ack', 1);
    await ada.click('Skip');
    await backend.got('ack', 2);
    await ada.click('Skip');
    expect(ada.text()).toContain('Rate a summary');
    expect((await backend.got('nack', 1)).map(({ path }) => path)).toEqual([
      expect.stringContaining(`${reply.id}`),
    ]);
    await ada.click('Undo skip');
    expect(ada.text()).toContain('Write a prompt');
  });

  test('after which the backend hands out the same work again can be taken back all the same', async () => {
    const again = { ...reply, id: id(77) };
    const { contributor, backend } = await botWith([reply, again, prompt]);
    const ada = await contributor('Ada');
    await backend.got('ack', 1);
    await ada.click('Skip');
    expect(ada.text()).toContain('Write a prompt');
    const [nack, ...more] = await backend.got('nack', 1);
    expect(nack?.path).toContain(again.id); // which tells the backend, before it is asked for another
    expect(more).toEqual([]);
    expect(backend.received.map(({ path }) => path).lastIndexOf('/api/v1/tasks/')).toBeGreaterThan(
      backend.received.findIndex(({ path }) => path.includes('/nack')),
    );
    await ada.click('Undo skip');
    expect(ada.text()).toContain('How do plants make energy?');
  });

  test('is not asked about again where the backend knows nothing but the same work', async () => {
    const { contributor, backend } = await botWith([
      reply,
      { ...reply, id: id(77) },
      { ...reply, id: id(78) },
    ]);
    const ada = await contributor('Ada');
    await backend.got('ack', 1);
    await ada.click('Skip');
    expect(ada.buttons()).toEqual(['Undo', 'Stop']);
    const nacked = (await backend.got('nack', 2)).map(({ path }) => path);
    expect(nacked.every((path, index) => path.includes(id(77 + index)))).toBe(true);
    await ada.click('Undo');
    expect(ada.buttons()).toContain('Answer');
  });

  test('with no next task says what there is instead, and can be taken back there', async () => {
    const { contributor, backend } = await botWith([reply]);
    backend.answer('availability', () => Response.json({ label_assistant_reply: 3 }));
    const ada = await contributor('Ada');
    await backend.got('ack', 1);
    await ada.click('Skip');
    expect(ada.text().split('\n').slice(0, 2)).toEqual([
      'Skipped. Changed your mind? **Undo** brings it back for a few seconds.',
      expect.stringContaining('There is nothing to do in English right now.'),
    ]);
    expect(ada.text()).toContain('[Something else: Label an assistant reply]');
    expect(ada.buttons()).toEqual(['Undo', 'Stop']);
    await ada.click('Undo');
    expect(ada.buttons()).toContain('Answer');
  });

  test('with no next task, or no backend, can be taken back as well', async () => {
    const { contributor, backend } = await botWith([reply]);
    const ada = await contributor('Ada');
    await backend.got('ack', 1);
    await ada.click('Skip');
    expect(ada.buttons()).toEqual(['Undo', 'Stop']);
    await ada.click('Undo');
    backend.answer('tasks', () => new Response(null, { status: 502 }));
    await ada.click('Skip');
    expect(ada.text()).toContain('Skipped.');
    expect(ada.buttons()).toEqual(['Undo', 'Stop']);
    await ada.click('Undo');
    expect(ada.buttons()).toContain('Answer');
  });

  test('is kept across a restart, with its Undo', async () => {
    const { contributor, backend, restart } = await botWith([reply, prompt]);
    const ada = await contributor('Ada');
    await backend.got('ack', 1);
    await ada.click('Skip');
    await backend.got('ack', 2);
    await restart();
    await ada.click('Undo skip');
    expect(ada.text()).toContain('How do plants make energy?');
  });
});

test('another kind and another language are said as one, and that the task is open only once', async () => {
  const { contributor } = await botWith([reply, prompt]);
  const ada = await contributor('Ada');
  await ada.command('task', { type: 'rank_assistant_replies', language: 'de' });
  expect(ada.text()).toContain(
    'and the next one is what you asked for.\nFrom the next one on, tasks are in German.',
  );
  expect(ada.text().match(/You still have this task/g)).toHaveLength(1);
});

test('another language while a task is open is said, remembered, and asked for with the next one', async () => {
  const { contributor, backend, db } = await botWith([reply, prompt]);
  const ada = await contributor('Ada');
  await ada.command('task', { language: 'de' });
  expect(ada.text()).toContain(
    'You still have this task in English open. From the next one on, they are in German.',
  );
  const people = await db.selectFrom('people').select('lang').where('id', '=', ada.id).execute();
  expect(people).toEqual([{ lang: 'de' }]);
  await ada.click('Skip');
  await waitFor(() => backend.asked('tasks').length === 2);
  expect(backend.asked('tasks').at(-1)?.body).toMatchObject({ lang: 'de' });
});
