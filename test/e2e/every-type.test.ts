import { describe, expect, test } from 'vitest';
import type { Person } from '../../sandbox/driver/person.ts';
import { type TaskType, taskTypes } from '../../src/oasst/protocol.ts';
import { kindOf } from '../../src/tasks/kinds.ts';
import { botWith } from '../support/bot.ts';
import { english } from '../support/scenes.ts';
import { id, samples } from '../support/tasks.ts';

/** How a person answers each type, up to the review or the end, in so many clicks and forms; and what the backend then gets. */
type Answering = { does(ada: Person): Promise<unknown>; calls: number; answer: Record<string, unknown> };

const writing = (text: string): Answering => ({
  does: async (ada) => {
    await ada.click('Answer');
    await ada.submit({ 'Your text': text });
  },
  calls: 2,
  answer: { type: 'text_reply_to_message', text, lang: 'en' },
});

const ranking: Answering = {
  does: async (ada) => {
    await ada.click('3');
    await ada.click('1'); // the last place fills itself
  },
  calls: 2,
  answer: { type: 'message_ranking', ranking: [2, 0, 1] },
};

const fullLabels = { lang_mismatch: 0, not_appropriate: 0, pii: 1, hate_speech: 0, sexual_content: 0 };

const answerings: Readonly<Record<TaskType, Answering>> = {
  summarize_story: writing('A fox wants a crow’s cheese.'),
  initial_prompt: writing('Why is the sky blue?'),
  prompter_reply: writing('And what do they do at night?'),
  assistant_reply: writing('They turn light into sugar.'),
  rate_summary: {
    does: (ada) => ada.click('4'),
    calls: 1,
    answer: { type: 'message_rating', rating: 4 },
  },
  rank_initial_prompts: ranking,
  rank_prompter_replies: ranking,
  rank_assistant_replies: ranking,
  label_initial_prompt: {
    does: async (ada) => {
      await ada.click('Label');
      await ada.submit({ 'Is it spam?': 'No', Quality: '4' });
    },
    calls: 2,
    answer: { type: 'text_labels', text: '', labels: { spam: 0, lang_mismatch: 0, quality: 0.75 } },
  },
  label_prompter_reply: {
    does: async (ada) => {
      await ada.click('Label');
      await ada.submit({
        'Is it spam?': 'Yes',
        'Does any of this apply?': ['Personal data'],
        Quality: '1 · very low',
      });
      await ada.click('Continue');
      await ada.submit({ Violence: '5 · violent' });
    },
    calls: 4,
    answer: { type: 'text_labels', text: '', labels: { spam: 1, ...fullLabels, quality: 0, violence: 1 } },
  },
  label_assistant_reply: {
    does: async (ada) => {
      await ada.click('Label');
      await ada.submit({
        'Is one of these true?': 'Misses the task',
        'Does any of this apply?': ['Personal data'],
        Helpfulness: '3',
      });
      await ada.click('Continue');
      await ada.submit({});
    },
    calls: 4,
    answer: {
      type: 'text_labels',
      text: '',
      labels: { spam: 0, fails_task: 1, ...fullLabels, helpfulness: 0.5 },
    },
  },
};

describe.each(taskTypes.map((type) => ({ type })))('$type', ({ type }) => {
  const task = samples[type];
  const { does, calls, answer } = answerings[type];

  test('is shown, acked, answered and posted exactly once', async () => {
    const { sandbox, backend, clock, contributor } = await botWith();
    const ada = await contributor('Ada'); // there is nothing to do yet
    backend.tasks.push(task);
    backend.received.length = 0;
    const user = { id: ada.id, display_name: 'Ada', auth_method: 'discord' };

    const showing = sandbox.requests.mark();
    await ada.command('task', { type });
    expect(sandbox.requests.since(showing)).toHaveLength(1);
    const card = ada.last();
    await backend.got('ack', 1);

    const answering = sandbox.requests.mark();
    await does(ada);
    expect(sandbox.requests.since(answering)).toHaveLength(calls);
    const sending = sandbox.requests.mark();
    if (kindOf(type).isReviewed) {
      expect(ada.text()).toContain(`Not sent yet · ${english(`type.${type}`)}`);
      expect(ada.buttons()[0]).toBe('Send');
      await ada.click('Send');
      expect(sandbox.requests.since(sending)).toHaveLength(1);
    } else {
      expect(ada.buttons()).toEqual(['Next task', 'Stop', 'Undo']);
      expect(backend.asked('interaction')).toEqual([]);
      clock.advance(10_000);
      await ada.until(() => ada.text().includes('Saved'));
    }
    expect(ada.text()).toContain('Saved');
    expect(ada.buttons()).toEqual(['Next task', 'Stop']);

    const byAck = { message_id: card.id };
    const ids = {
      text_reply_to_message: { ...byAck, user_message_id: expect.stringMatching(/^\d{17,19}$/) },
      message_rating: byAck,
      message_ranking: byAck,
      text_labels: { message_id: task.message_id, task_id: task.id },
    }[String(answer.type)];
    expect(backend.received).toEqual([
      {
        method: 'POST',
        path: '/api/v1/tasks/',
        user: null,
        body: { type, user, lang: 'en', collective: false },
      },
      { method: 'POST', path: `/api/v1/tasks/${task.id}/ack`, user: null, body: byAck },
      { method: 'POST', path: '/api/v1/tasks/interaction', user: null, body: { user, ...answer, ...ids } },
    ]);
  });

  test('can be skipped, and the nack names its person', async () => {
    const { backend, clock, contributor } = await botWith([task]);
    const ada = await contributor('Ada');
    await backend.got('ack', 1);
    await ada.click('Skip');
    expect(ada.buttons()).toEqual(['Undo', 'Stop']);
    expect(backend.asked('nack')).toEqual([]);
    clock.advance(60_000);
    expect(await backend.got('nack', 1)).toEqual([
      { method: 'POST', path: `/api/v1/tasks/${task.id}/nack`, user: `discord:${ada.id}`, body: {} },
    ]);
    expect(backend.asked('interaction')).toEqual([]);
  });

  test('shows the guidelines for it', async () => {
    const { contributor } = await botWith([task]);
    const ada = await contributor('Ada');
    const card = ada.text();
    await ada.click('Guidelines');
    expect(ada.text()).toContain(`Guidelines · ${english(`type.${type}`)}`);
    expect(ada.text()).toMatch(/👍 Good\n.+\n👎 Not good\n.+/);
    await ada.click('Back to the task');
    expect(ada.text()).toBe(card);
    expect(ada.messages()).toHaveLength(1);
  });
});

test('a ranking nobody can make is sent as such', async () => {
  const { backend, clock, contributor } = await botWith([samples.rank_assistant_replies]);
  const ada = await contributor('Ada');
  await ada.click('None is usable');
  expect(ada.buttons()).toEqual(['Next task', 'Stop', 'Undo']);
  clock.advance(10_000);
  expect((await backend.got('interaction', 1))[0]?.body).toMatchObject({
    ranking: [0, 1, 2],
    not_rankable: true,
  });
});

test('an older backend’s task without labels, modes and messages works', async () => {
  const { prompt, valid_labels, message_id, type } = samples.label_initial_prompt;
  const old = { id: id(9), type, message_id, prompt, valid_labels };
  const { backend, contributor } = await botWith([old]);
  const ada = await contributor('Ada');
  expect(ada.text()).toContain('How do plants make energy?');
  await ada.click('Label');
  await ada.submit({ 'Does any of this apply?': ['Wrong language'] });
  await ada.click('Send');
  expect(backend.asked('interaction')[0]?.body).toMatchObject({ labels: { lang_mismatch: 1 }, message_id });
});
