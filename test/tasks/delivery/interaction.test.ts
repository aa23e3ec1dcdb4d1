import { describe, expect, test } from 'vitest';
import { Interaction } from '../../../src/oasst/interactions.ts';
import { type TaskType, taskTypes } from '../../../src/oasst/protocol.ts';
import { interactionOf } from '../../../src/tasks/delivery/interaction.ts';
import type { TaskAnswer } from '../../../src/tasks/kind.ts';
import { taskOf } from '../../support/scenes.ts';

const user = { id: '80351110224678912', display_name: 'Ada', auth_method: 'discord' as const };
const ids = { user, messageId: '111', userMessageId: '222', lang: 'pt-BR' };

const text = { type: 'text_reply_to_message', text: 'Hi' } as const;
const ranking = { type: 'message_ranking', ranking: [1, 0], not_rankable: true } as const;
const labels = { type: 'text_labels', text: '', labels: { spam: 0, quality: 0.25 } } as const;

const written = { ...text, user, message_id: '111', user_message_id: '222', lang: 'pt-BR' };
const ranked = { ...ranking, user, message_id: '111' };
const labelled = (type: 'label_initial_prompt' | 'label_prompter_reply' | 'label_assistant_reply') => {
  const { id, message_id } = taskOf(type);
  return { answer: labels, body: { ...labels, user, message_id, task_id: id } };
};

const bodies: Readonly<Record<TaskType, { answer: TaskAnswer; body: object }>> = {
  summarize_story: { answer: text, body: written },
  initial_prompt: { answer: text, body: written },
  prompter_reply: { answer: text, body: written },
  assistant_reply: { answer: text, body: written },
  rate_summary: {
    answer: { type: 'message_rating', rating: 0 },
    body: { type: 'message_rating', rating: 0, user, message_id: '111' },
  },
  rank_initial_prompts: { answer: { ...ranking, ranking: [1, 0] }, body: ranked },
  rank_prompter_replies: { answer: { ...ranking, ranking: [1, 0] }, body: ranked },
  rank_assistant_replies: { answer: { ...ranking, ranking: [1, 0] }, body: ranked },
  label_initial_prompt: labelled('label_initial_prompt'),
  label_prompter_reply: labelled('label_prompter_reply'),
  label_assistant_reply: labelled('label_assistant_reply'),
};

describe.each(taskTypes.map((type) => ({ type, ...bodies[type] })))('$type', ({ type, answer, body }) => {
  test('is answered with exactly this body, which is the same after it was stored', () => {
    const interaction = interactionOf(taskOf(type), answer, ids);
    expect(interaction).toStrictEqual(body);
    expect(Interaction.parse(JSON.parse(JSON.stringify(interaction)))).toStrictEqual(body);
  });
});

test('labels for a task without a message to label are a mistake of ours', () => {
  expect(() => interactionOf(taskOf('initial_prompt'), labels, ids)).toThrow(TypeError);
});
