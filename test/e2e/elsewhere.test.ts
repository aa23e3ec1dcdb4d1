import { describe, expect, test } from 'vitest';
import { botWith } from '../support/bot.ts';
import { hasLearned } from '../support/learned.ts';
import { samples } from '../support/tasks.ts';

describe.each(['lounge', 'friends'])('in #%s, where the bot is not,', (place) => {
  test('who has added it to themselves agrees, answers and sends', async () => {
    const { sandbox, backend } = await botWith([samples.initial_prompt], { elsewhere: 'Elsewhere' });
    const ada = sandbox.person('Ada', { installed: true }).go(place);
    await ada.command('task');
    for (const button of ['I agree', 'Skip the tutorial', 'Answer']) await ada.click(button);
    await ada.submit({ 'Your text': 'Why is the sky blue?' });
    const [send = ''] = ada.buttons();
    await ada.click(send);
    expect(ada.text()).toContain('Saved');
    expect(backend.asked('interaction')).toHaveLength(1);
    expect(ada.messages().every(({ ephemeral }) => ephemeral)).toBe(true);
    expect(sandbox.person('Ben').go(place).messages()).toEqual([]);
  });
});

test('a task begun where the bot is not goes on in its direct messages', async () => {
  const { sandbox, db } = await botWith([samples.initial_prompt], { elsewhere: 'Elsewhere' });
  const ada = sandbox.person('Ada', { installed: true }).go('friends');
  await hasLearned(db, ada);
  await ada.command('task');
  await ada.click('I agree');
  const card = ada.text();
  await ada.go('dm').command('task');
  expect(ada.text()).toBe(card);
});
