import { expect, test } from 'vitest';
import { botWith } from '../support/bot.ts';
import { refusal } from '../support/scripted-backend.ts';
import { waitFor } from '../support/wait-for.ts';

const progress = {
  goal: 50,
  trees: { ready_for_export: 12, growing: 3, ranking: 1, initial_prompt_review: 2, aborted_low_grade: 4 },
  languages: [
    { lang: 'en', trees: 14, finished: 10 },
    { lang: 'de', trees: 4, finished: 2 },
  ],
  days: [
    { day: '2026-02-28', messages: 4 },
    { day: '2026-03-01', messages: 31 },
  ],
  wanted: { label_assistant_reply: 5, assistant_reply: 9 },
};

test('/progress is a picture for whoever asks, with the same numbers for those who do not see it', async () => {
  const { sandbox, backend } = await botWith();
  backend.answer('progress', () => Response.json(progress));
  const ada = sandbox.person('Ada');
  await ada.command('progress');
  await waitFor(() => ada.text().includes('Finished conversations: **12** of 50'));
  expect(ada.last().ephemeral).toBe(true);
  const [picture] = ada.last().attachments;
  expect(picture).toMatchObject({ filename: 'collection.png', content_type: 'image/png' });
  expect(picture?.description).toBe(
    [
      'Progress of the collection',
      'Conversations: finished 12, in ranking 1, growing 3, new prompts 2; goal 50',
      'Messages per day: Feb 28 4, Mar 1 31',
      'Languages: English 10 / 14, German 2 / 4',
      'What is missing: Reply as the assistant 9, Label an assistant reply 5',
    ].join('\n'),
  );
});

test.each([
  [404, 'Finished conversations: **7**'],
  [500, 'does not say'],
] as const)('where the backend answers %i to it, what it says otherwise is shown', async (status, said) => {
  const { sandbox, backend } = await botWith();
  backend.answer('progress', () => refusal(status, 0));
  if (status === 404) backend.answer('state_counts', () => Response.json({ ready_for_export: 7 }));
  const ada = sandbox.person('Ada');
  await ada.command('progress');
  await waitFor(() => ada.text().includes(said));
});
