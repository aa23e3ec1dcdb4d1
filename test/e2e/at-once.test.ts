import { describe, expect, test } from 'vitest';
import { codes } from '../../src/oasst/errors.ts';
import { setSkipsReview } from '../../src/store/people.ts';
import { acked } from '../support/acked.ts';
import { botWith } from '../support/bot.ts';
import { onward } from '../support/onward.ts';
import { refusal } from '../support/scripted-backend.ts';
import { styleOf } from '../support/style-of.ts';
import { samples } from '../support/tasks.ts';

const HELD = 'About to go out';

describe('what goes out with one click', () => {
  test('stays here for ten seconds, and the card then says that it is saved', async () => {
    const { backend, clock, contributor, db } = await botWith([samples.rate_summary]);
    const ada = await contributor('Ada');
    await acked(db);
    await ada.click('4');
    expect(ada.text()).toContain(HELD);
    expect(ada.text()).toContain('Your rating: **4** (from 1 to 5)');
    expect(ada.buttons()).toEqual(['Next task', 'Stop', 'Undo']);
    clock.advance(9_999);
    await backend.got('ack', 1);
    expect(backend.asked('interaction')).toEqual([]);
    await ada.until(() => {
      clock.advance(1); // what was planned only now is looked at 50 ms later
      return ada.text().includes('Saved');
    });
    expect(ada.buttons()).toEqual(['Next task', 'Stop']);
    expect(backend.asked('interaction')).toHaveLength(1);
  });

  test('is taken back by Undo, and can be given anew', async () => {
    const { backend, clock, contributor, db } = await botWith([samples.rate_summary]);
    const ada = await contributor('Ada');
    await acked(db);
    await ada.click('4');
    await ada.click('Undo');
    expect(ada.buttons().slice(0, 5)).toEqual(['1', '2', '3', '4', '5']);
    clock.advance(60_000);
    expect(backend.asked('interaction')).toEqual([]);
    await ada.click('2');
    clock.advance(10_000);
    expect((await backend.got('interaction', 1)).map(({ body }) => body)).toMatchObject([{ rating: 2 }]);
  });

  test('leaves of a ranking what was picked before its last click', async () => {
    const { contributor } = await botWith([samples.rank_assistant_replies]);
    const ada = await contributor('Ada');
    await ada.click('3');
    await ada.click('1');
    await ada.click('Undo');
    expect(ada.text()).toContain('Your order so far, best first: **3**\n');
    await ada.click('None is usable');
    expect(ada.text()).toContain('none of them is usable');
    await ada.click('Undo');
    expect(ada.text()).toContain('Your order so far, best first: **3**\n');
  });

  test('waits on across a restart, no longer than its ten seconds', async () => {
    const { backend, clock, restart, contributor } = await botWith([samples.rate_summary]);
    const ada = await contributor('Ada');
    await ada.click('4');
    await restart();
    clock.advance(9_000);
    await backend.got('ack', 1);
    expect(backend.asked('interaction')).toEqual([]);
    clock.advance(1_000);
    await backend.got('interaction', 1);
    expect(backend.asked('interaction')).toHaveLength(1);
  });

  test('can be taken back after a restart as well', async () => {
    const { backend, clock, restart, contributor } = await botWith([samples.rate_summary]);
    const ada = await contributor('Ada');
    await ada.click('4');
    await restart();
    await ada.click('Undo');
    expect(ada.buttons()).toContain('4');
    clock.advance(60_000);
    await backend.got('ack', 1);
    expect(backend.asked('interaction')).toEqual([]);
  });

  test('goes out first when the next task is asked for, by button or command', async () => {
    for (const ask of ['button', 'command'] as const) {
      const { backend, contributor } = await botWith([samples.rate_summary, samples.initial_prompt]);
      const ada = await contributor('Ada');
      await backend.got('ack', 1);
      await ada.click('4');
      if (ask === 'button') await onward(ada);
      else await ada.command('task');
      expect(ada.text()).toContain('Write a prompt');
      const order = backend.received.map(({ path }) => path.split('/').filter(Boolean).at(-1));
      expect(order.slice(0, 4)).toEqual(['tasks', 'ack', 'interaction', 'tasks']);
    }
  });

  test('is not lost when the backend is away just then', async () => {
    const { backend, clock, contributor } = await botWith([samples.rate_summary, samples.initial_prompt]);
    const ada = await contributor('Ada');
    await backend.got('ack', 1);
    await ada.click('4');
    backend.answer('interaction', () => refusal(500, 0));
    await onward(ada);
    expect(ada.text()).toContain('Write a prompt');
    clock.advance(60_000);
    expect((await backend.got('interaction', 2)).map(({ body }) => body)).toMatchObject([
      { rating: 4 },
      { rating: 4 },
    ]);
  });

  test('is one answer however often it is clicked, and each click is told of it', async () => {
    const { backend, clock, contributor } = await botWith([samples.rate_summary]);
    const ada = await contributor('Ada');
    const card = ada.last();
    await Promise.all(['4', '4', '2'].map((choice) => ada.click(choice, { on: card })));
    expect(ada.text()).toContain(HELD);
    expect(ada.buttons()).toContain('Undo');
    expect(ada.notices).toEqual([]);
    clock.advance(10_000);
    await backend.got('interaction', 1);
    clock.advance(60_000);
    expect(backend.asked('interaction')).toHaveLength(1);
  });

  test('a card that was shown again offers Undo too', async () => {
    const { contributor, sandbox } = await botWith([samples.rate_summary]);
    const ada = await contributor('Ada');
    const copy = ada.last();
    await ada.command('task');
    await ada.click('4');
    await sandbox.forge(ada.id, { messageId: copy.id, customId: `v1:choose:${samples.rate_summary.id}:2` });
    expect(ada.text(ada.again(copy))).toContain('Your rating: **4**');
    expect(ada.buttons(ada.again(copy))).toContain('Undo');
  });

  test('cannot be taken back once it is there, and says so kindly', async () => {
    const { sandbox, backend, clock, contributor, db } = await botWith([samples.rate_summary]);
    const ada = await contributor('Ada');
    await acked(db);
    await ada.click('4');
    const { id: messageId } = ada.last();
    clock.advance(10_000);
    await ada.until(() => ada.text().includes('Saved'));
    await sandbox.forge(ada.id, { messageId, customId: `v1:unsend:${samples.rate_summary.id}:` });
    expect(ada.text()).toContain('It has already arrived');
    expect(ada.buttons()).toEqual(['Next task', 'Stop']);
    expect(backend.asked('interaction')).toHaveLength(1);
  });

  test('nor while it is on its way', async () => {
    const { backend, clock, contributor } = await botWith([samples.rate_summary]);
    const ada = await contributor('Ada');
    await backend.got('ack', 1);
    await ada.click('4');
    const { promise, resolve } = Promise.withResolvers<Response>();
    backend.answer('interaction', () => promise);
    clock.advance(10_000);
    await backend.got('interaction', 1);
    await ada.click('Undo');
    expect(ada.text()).toContain('already on its way');
    resolve(Response.json({ id: crypto.randomUUID(), type: 'task_done' }));
    await ada.until(() => ada.text().includes('Saved'));
    expect(backend.asked('interaction')).toHaveLength(1);
  });

  test('comes back with the reason when it is refused, and goes at once again when it is mended', async () => {
    const { backend, clock, contributor } = await botWith([samples.rank_assistant_replies]);
    const ada = await contributor('Ada');
    await ada.click('3');
    await ada.click('1');
    backend.answer('interaction', () => refusal(400, codes.invalidRanking));
    clock.advance(10_000);
    await ada.until(() => ada.text().includes('came back'));
    await ada.click('Start over');
    await ada.click('1');
    await ada.click('2');
    clock.advance(10_000);
    const bodies = (await backend.got('interaction', 2)).map(({ body }) => body);
    expect(bodies).toMatchObject([{ ranking: [2, 0, 1] }, { ranking: [0, 1, 2] }]);
  });
});

describe('for somebody who sends without a review', () => {
  async function swift(...tasks: object[]) {
    const scene = await botWith(tasks);
    const ada = await scene.contributor('Ada');
    await setSkipsReview(scene.db, ada.id, true);
    return { ...scene, ada };
  }

  test('a text goes out with its form, and Undo leads to the review with all of it', async () => {
    const { ada, backend, clock } = await swift(samples.assistant_reply);
    await ada.click('Answer');
    await ada.submit({ 'Your text': 'They use light.' });
    expect(ada.text()).toContain(HELD);
    await ada.click('Undo');
    expect(ada.text()).toContain('They use light.');
    expect(ada.buttons()).toEqual(['Send', 'Edit', 'Skip']);
    clock.advance(60_000);
    expect(backend.asked('interaction')).toEqual([]);
    await ada.click('Edit');
    await ada.submit({ 'Your text': 'They use sunlight.' });
    clock.advance(10_000);
    const [answer] = await backend.got('interaction', 1);
    expect(answer?.body).toMatchObject({ text: 'They use sunlight.' });
  });

  test('a text that cannot be sent is shown with the reason', async () => {
    const { ada, backend, clock } = await swift(samples.assistant_reply);
    await ada.click('Answer');
    await ada.submit({ 'Your text': ' \u200b ' });
    expect(ada.text()).toContain('nothing in it that can be read');
    clock.advance(60_000);
    await backend.got('ack', 1);
    expect(backend.asked('interaction')).toEqual([]);
  });

  test('a second text for the same task, from an old form, is given back', async () => {
    const { ada, sandbox, backend, clock } = await swift(samples.assistant_reply);
    await ada.click('Answer');
    await ada.submit({ 'Your text': 'They use light.' });
    const component = { type: 4, id: 2, custom_id: 'text', value: 'They eat light.' };
    const customId = `v1:fill:${samples.assistant_reply.id}::y`;
    const components = [{ type: 18, id: 1, component }];
    await sandbox.forge(ada.id, { messageId: ada.last().id, customId, components });
    expect(ada.text()).toContain(HELD);
    expect(ada.text()).toContain('They eat light.');
    clock.advance(10_000);
    const bodies = (await backend.got('interaction', 1)).map(({ body }) => body);
    expect(bodies).toMatchObject([{ text: 'They use light.' }]);
  });

  test('labels go out with the last page', async () => {
    const { ada, backend, clock } = await swift(samples.label_prompter_reply);
    await ada.click('Label');
    await ada.submit({ 'Is it spam?': 'No' });
    expect(ada.buttons()).toContain('Send');
    await ada.click('Continue');
    await ada.submit({});
    expect(ada.text()).toContain(HELD);
    clock.advance(10_000);
    expect((await backend.got('interaction', 1))[0]?.body).toMatchObject({ labels: { spam: 0 } });
  });

  test('everything is reviewed again once they want that', async () => {
    const { ada, db } = await swift(samples.assistant_reply);
    await setSkipsReview(db, ada.id, false);
    await ada.click('Answer');
    await ada.submit({ 'Your text': 'They use light.' });
    expect(ada.buttons()).toEqual(['Send', 'Edit', 'Skip']);
  });
});

describe('near the end of a task', () => {
  const validFor = 48 * 60 * 60_000;

  test('what goes at once is held for less, and arrives before the end', async () => {
    const { backend, clock, contributor, db } = await botWith([samples.rate_summary]);
    const ada = await contributor('Ada');
    await acked(db);
    clock.advance(validFor - 64_000);
    await ada.click('4');
    expect(ada.buttons()).toContain('Undo');
    clock.advance(3_999);
    expect(backend.asked('interaction')).toEqual([]);
    clock.advance(1);
    await backend.got('interaction', 1);
    await ada.until(() => ada.text().includes('Saved'));
  });

  test('it is not held at all in the last minute', async () => {
    const { backend, clock, contributor, db } = await botWith([samples.rate_summary]);
    const ada = await contributor('Ada');
    await acked(db);
    clock.advance(validFor - 5_000);
    await ada.click('4');
    expect(ada.text()).toContain('Saved');
    expect(ada.buttons()).not.toContain('Undo');
    expect(backend.asked('interaction')).toMatchObject([{ body: { rating: 4 } }]);
  });

  test('nor is a text that goes without review', async () => {
    const { backend, clock, contributor, db } = await botWith([samples.initial_prompt]);
    const ada = await contributor('Ada');
    await setSkipsReview(db, ada.id, true);
    clock.advance(validFor - 5_000);
    await ada.click('Answer');
    await ada.submit({ 'Your text': 'What is bread made of?' });
    expect(ada.text()).toContain('Saved');
    expect(backend.asked('interaction')).toHaveLength(1);
  });
});

describe('who withdraws their consent while an answer waits', () => {
  test('gets it back, and can send it after agreeing again', async () => {
    const { backend, clock, contributor, db } = await botWith([samples.rate_summary]);
    const ada = await contributor('Ada');
    await acked(db);
    await ada.click('4');
    await backend.got('ack', 1);
    await ada.command('privacy');
    await ada.click('Withdraw consent');
    clock.advance(10_000);
    await ada.until(() =>
      ada.messages().some((message) => ada.text(message).includes('withdrawn your consent')),
    );
    expect(backend.asked('interaction')).toEqual([]);
    await ada.command('task');
    await ada.click('I agree');
    await ada.until(() => ada.text().includes('Your answer came back'));
    expect(ada.text()).toContain(
      'It can be sent as it is; if you have not agreed again yet, you are asked first.',
    );
    expect([styleOf(ada, 'Send'), styleOf(ada, 'Edit')]).toEqual([3, 2]);
    await ada.click('Send');
    expect((await backend.got('interaction', 1)).map(({ body }) => body)).toMatchObject([{ rating: 4 }]);
  });

  test('is led from the card that came back through the consent to sending, if they press Send there', async () => {
    const { backend, clock, contributor, db } = await botWith([samples.rate_summary]);
    const ada = await contributor('Ada');
    await acked(db);
    await ada.click('4');
    const card = ada.last();
    await backend.got('ack', 1);
    await ada.command('privacy');
    await ada.click('Withdraw consent');
    clock.advance(10_000);
    await ada.until(() => ada.text(ada.again(card)).includes('withdrawn your consent'));
    await ada.click('Send', { on: ada.again(card) });
    await ada.click('I agree');
    expect(ada.text()).toContain('Your rating: **4**');
    await ada.click('Send');
    expect((await backend.got('interaction', 1)).map(({ body }) => body)).toMatchObject([{ rating: 4 }]);
  });

  test('can take it back without agreeing', async () => {
    const { backend, clock, contributor, db } = await botWith([samples.rate_summary]);
    const ada = await contributor('Ada');
    await acked(db);
    await ada.click('4');
    const card = ada.last();
    await ada.command('privacy');
    await ada.click('Withdraw consent');
    await ada.click('Undo', { on: card });
    expect(ada.buttons(ada.again(card))).toContain('4');
    clock.advance(60_000);
    expect(backend.asked('interaction')).toEqual([]);
  });

  test('has given what was sent before', async () => {
    const { backend, clock, contributor, db } = await botWith([samples.rate_summary]);
    const ada = await contributor('Ada');
    await acked(db);
    await ada.click('4');
    clock.advance(10_000);
    await backend.got('interaction', 1);
    await ada.command('privacy');
    await ada.click('Withdraw consent');
    clock.advance(60_000);
    expect(backend.asked('interaction')).toHaveLength(1);
  });
});
