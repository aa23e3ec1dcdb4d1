import { describe, expect, test } from 'vitest';
import { NotUnderstood } from '../../src/oasst/errors.ts';
import { TaskType } from '../../src/oasst/protocol.ts';
import { Task } from '../../src/oasst/tasks.ts';
import { failure, stubbed } from './double.ts';
import { message, messageId, taskId, user } from './samples.ts';

const id = taskId;
const question = { text: 'Why is the sky blue?', is_assistant: false };
const answer = { text: 'Because of scattering.', is_assistant: true };
const spam = { name: 'spam', widget: 'yes_no', display_text: 'Is it spam?', help_text: null };

const fetched = (task: unknown) =>
  stubbed(() => Response.json(task)).client.fetchRandomTask(user, { lang: 'en' });
const refused = async (task: unknown) => {
  const error = await failure(fetched(task));
  expect(error).toBeInstanceOf(NotUnderstood);
  return error;
};

describe('a task of an older backend, which sends only texts', () => {
  test('a ranking of prompts', async () => {
    expect(await fetched({ id, type: 'rank_initial_prompts', prompts: ['One?', 'Two?'] })).toEqual({
      id,
      type: 'rank_initial_prompts',
      prompt_messages: [
        { text: 'One?', is_assistant: false },
        { text: 'Two?', is_assistant: false },
      ],
    });
  });

  test.each([
    ['rank_prompter_replies', false],
    ['rank_assistant_replies', true],
  ])('a %s', async (type, is_assistant) => {
    const conversation = { messages: [question] };
    expect(await fetched({ id, type, conversation, replies: ['A', 'B', 'C'] })).toEqual({
      id,
      type,
      conversation,
      reply_messages: ['A', 'B', 'C'].map((text) => ({ text, is_assistant })),
    });
  });

  test('a list of messages that is there but empty does not hide the texts', async () => {
    const task = { id, type: 'rank_initial_prompts', prompts: ['One?', 'Two?'], prompt_messages: [] };
    expect(await fetched(task)).toMatchObject({ prompt_messages: [{ text: 'One?' }, { text: 'Two?' }] });
  });

  test('a prompt to label, without a conversation, label descriptions or mandatory labels', async () => {
    const task = {
      id,
      type: 'label_initial_prompt',
      message_id: messageId,
      prompt: 'Hm?',
      valid_labels: ['spam', 'zest'],
    };
    expect(await fetched(task)).toEqual({
      id,
      type: 'label_initial_prompt',
      message_id: messageId,
      conversation: { messages: [{ text: 'Hm?', is_assistant: false }] },
      valid_labels: ['spam', 'zest'],
      mandatory_labels: [],
      labels: [
        { name: 'spam', widget: 'yes_no', display_text: 'spam' },
        { name: 'zest', widget: 'likert', display_text: 'zest' },
      ],
    });
  });

  test.each([
    ['label_assistant_reply', [question], 'Because.', true],
    ['label_prompter_reply', [question, answer], 'And at night?', false],
  ])(
    'a %s, whose conversation ends before the message to judge',
    async (type, messages, reply, is_assistant) => {
      const task = {
        id,
        type,
        message_id: messageId,
        reply,
        valid_labels: ['spam'],
        conversation: { messages },
      };
      expect(await fetched(task)).toMatchObject({
        conversation: { messages: [...messages, { text: reply, is_assistant }] },
      });
    },
  );

  test('a rating without a scale is from 1 to 5', async () => {
    const task = { id, type: 'rate_summary', full_text: 'Long.', summary: 'L.' };
    expect(await fetched(task)).toEqual({ ...task, scale: { min: 1, max: 5 } });
  });
});

describe('a task of today’s backend', () => {
  const labelling = {
    id,
    type: 'label_assistant_reply',
    message_id: messageId,
    valid_labels: ['spam', 'quality'],
    mandatory_labels: ['spam'],
    mode: 'simple',
    disposition: 'spam',
    labels: [spam, { name: 'quality', widget: 'likert', display_text: 'Quality', help_text: 'How good?' }],
    conversation: { messages: [question, answer] },
    reply: answer.text,
  };

  test('the message to judge is shown once, although it is sent twice', async () => {
    const { reply, ...full } = labelling;
    expect(await fetched(labelling)).toEqual(full);
  });

  test('the message to judge is known by its id, whatever the text beside it says', async () => {
    const judged = { ...message, is_assistant: true };
    const task = { ...labelling, conversation: { messages: [question, judged] }, reply: 'edited since' };
    expect(await fetched(task)).toMatchObject({ conversation: { messages: [question, judged] } });
  });

  test('unknown fields pass and are left behind', async () => {
    const task = { id, type: 'initial_prompt', hint: 'cooking', colour: { of: 'money' } };
    expect(await fetched(task)).toEqual({ id, type: 'initial_prompt', hint: 'cooking' });
  });

  test('a widget of tomorrow reaches the front end by name', async () => {
    const labels = [{ ...spam, widget: 'slider' }];
    expect(await fetched({ ...labelling, labels })).toMatchObject({
      labels: [{ widget: 'slider' }, { name: 'quality' }],
    });
  });

  test('a label listed twice is asked for once, and a mandatory one that is not valid not at all', async () => {
    const task = {
      ...labelling,
      valid_labels: ['spam', 'spam', 'quality'],
      mandatory_labels: ['spam', 'gone', 'spam'],
    };
    expect(await fetched(task)).toMatchObject({
      valid_labels: ['spam', 'quality'],
      mandatory_labels: ['spam'],
    });
  });
});

describe('a task that cannot be read', () => {
  test('of an unknown type still says its id and type', async () => {
    const error = await refused({ id, type: 'rank_conversation_replies', conversation: { messages: [] } });
    expect(error).toMatchObject({ taskId: id, taskType: 'rank_conversation_replies', status: 200 });
    expect(error.message).toBe('POST /api/v1/tasks/: answer 200 not understood: a task of unknown type');
  });

  test.each([
    ['a reply without a conversation', { type: 'assistant_reply' }, 'conversation: Invalid input'],
    [
      'a reply to nothing',
      { type: 'prompter_reply', conversation: {} },
      'conversation.messages: there is nothing to reply to',
    ],
    [
      'a message without a speaker',
      { type: 'assistant_reply', conversation: { messages: [question, { text: 'So?' }] } },
      'conversation.messages.1.is_assistant: Invalid input',
    ],
    [
      'a ranking of nothing',
      { type: 'rank_initial_prompts', prompts: [] },
      'prompt_messages: there is nothing to rank',
    ],
    [
      'a ranking without replies',
      { type: 'rank_assistant_replies', conversation: { messages: [question] } },
      'reply_messages: there is nothing to rank',
    ],
    [
      'a labelling of nothing',
      { type: 'label_initial_prompt', message_id: messageId, valid_labels: ['spam'] },
      'conversation: there is nothing to label',
    ],
    [
      'a labelling without labels',
      { type: 'label_initial_prompt', message_id: messageId, prompt: 'Hm?', valid_labels: [] },
      'valid_labels: Too small',
    ],
    [
      'a labelling that does not say of what',
      { type: 'label_initial_prompt', prompt: 'Hm?', valid_labels: ['spam'] },
      'message_id: Invalid input',
    ],
    [
      'a scale upside down',
      { type: 'rate_summary', full_text: '', summary: '', scale: { min: 5, max: 1 } },
      'scale: the scale ends before it begins',
    ],
    ['a story that is a number', { type: 'summarize_story', story: 7 }, 'story: Invalid input'],
  ])('says what is wrong: %s', async (_what, task, fault) => {
    const error = await refused({ id, ...task });
    expect(error).toMatchObject({ taskId: id, taskType: task.type });
    expect(error.message).toContain(`: ${fault}`);
  });

  test.each([
    ['without an id', { type: 'initial_prompt' }, undefined, 'initial_prompt'],
    ['with an id that is none', { id: '../1', type: 'initial_prompt' }, undefined, 'initial_prompt'],
    ['without a type', { id }, id, undefined],
    ['with a type that is no word', { id, type: 5 }, id, undefined],
    ['that is no object', 'initial_prompt', undefined, undefined],
    ['that is nothing', null, undefined, undefined],
    ['that is task_done', { id, type: 'task_done' }, id, 'task_done'],
  ])('%s says as much as can be made out', async (_what, task, expectedId, expectedType) => {
    expect(await refused(task)).toMatchObject({ taskId: expectedId, taskType: expectedType });
  });
});

test('there is a schema for every task type', () => {
  const types = Task.options.flatMap((option) => [...(option._zod.propValues?.type ?? [])]);
  expect(types.sort()).toEqual([...TaskType.options].sort());
});
