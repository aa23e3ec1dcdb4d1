import { expect, test } from 'vitest';
import { z } from 'zod';
import { testBackend } from './support/backend.ts';
import { person } from './support/person.ts';

const State = z.object({ state: z.string(), message_tree_id: z.string() });

test('a community takes a prompt from a blank page to ready_for_export', async () => {
  const backend = await testBackend();
  const people = Array.from({ length: 14 }, (_, index) => person(backend, `p${index}`));
  const [author] = people;
  if (!author) throw new Error('nobody there');
  const task = await author.take('initial_prompt');
  await author.text(task.acked, 'How do I keep a sourdough starter alive?', 'the-prompt');
  const states = new Set<string>();
  let state = 'none';
  for (let round = 0; round < 200 && state !== 'ready_for_export'; round += 1) {
    for (const somebody of people) {
      const counts = await somebody.availability();
      const type = (
        [
          'rank_assistant_replies',
          'label_assistant_reply',
          'label_prompter_reply',
          'label_initial_prompt',
          'assistant_reply',
          'prompter_reply',
        ] as const
      ).find((kind) => (counts[kind] ?? 0) > 0);
      if (type) await somebody.complete(type);
      const { body } = await backend.call('GET', '/api/v1/frontend_messages/the-prompt/tree/state');
      state = State.parse(body).state;
      states.add(state);
    }
    backend.clock.now += 5 * 60_000;
  }
  expect([...states]).toEqual([
    'initial_prompt_review',
    'prompt_lottery_waiting',
    'growing',
    'ranking',
    'ready_for_export',
  ]);
  expect(backend.logged).toEqual([]);
});
