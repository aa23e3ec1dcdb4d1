import { expect, test } from 'vitest';
import { testBackend } from '../support/backend.ts';
import { person } from '../support/person.ts';

test('red flags on what somebody wrote are those of others, and their own counts for nothing', async () => {
  const backend = await testBackend();
  const ada = person(backend, 'ada');
  for (const text of ['Why is the sky blue?', 'Why is the sea green?'])
    await ada.complete('initial_prompt', text);
  const messages = await backend.db.selectFrom('backend_messages').select(['id', 'user_id']).execute();
  const [one, two] = messages.map(({ id }) => id);
  const author = messages[0]?.user_id;
  const flag = (who: string, id: string | undefined, emoji = 'red_flag') =>
    backend.call('POST', `/api/v1/messages/${id}/emoji`, {
      body: { user: person(backend, who).user, emoji, op: 'add' },
    });
  const counted = async () =>
    (await backend.call('GET', `/api/v1/extensions/moderation/people/${author}/flags`)).body;
  await flag('ada', one);
  expect(await counted()).toEqual({ flags: 0, messages: 0 });
  for (const who of ['ben', 'cleo']) await flag(who, one);
  await flag('ben', one, '-1');
  expect(await counted()).toEqual({ flags: 2, messages: 1 });
  await flag('ben', two);
  expect(await counted()).toEqual({ flags: 3, messages: 2 });
});
