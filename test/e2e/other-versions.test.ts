import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { botWith } from '../support/bot.ts';
import { onward } from '../support/onward.ts';
import { id, samples } from '../support/tasks.ts';

/** Somebody with an open task that the next version of the bot cannot read. */
async function unreadable(draft?: string) {
  const house = await botWith([samples.initial_prompt, { ...samples.initial_prompt, id: id(77) }]);
  const ada = await house.contributor('Ada');
  if (draft !== undefined) {
    await ada.click('Answer');
    await ada.submit({ 'Your text': draft });
  }
  const card = ada.last();
  await house.backend.got('ack', 1);
  await house.db.updateTable('sessions').set({ task: '{"type":"a_task_of_tomorrow"}' }).execute();
  return { ...house, ada, card };
}

test('a task that this version cannot read locks nobody out: it is handed back, and the next one comes', async () => {
  const { ada, backend } = await unreadable();
  await ada.command('task');
  expect(ada.text()).toContain('That task is over');
  await backend.got('nack', 1);
  await onward(ada);
  expect(ada.buttons()).toContain('Answer');
});

test('what was written for it is given back, in the answer to the command and in the list', async () => {
  const { ada } = await unreadable('Why is the sky blue?');
  await ada.command('drafts');
  expect(ada.text()).toContain('Why is the sky blue?');
  await ada.command('task');
  expect(ada.text()).toContain('Why is the sky blue?');
});

test.each(['Send', 'Edit', 'Skip'])(
  '%s on its old card is answered, and it is over then',
  async (control) => {
    const { ada, backend, clock, card } = await unreadable('Why is the sky blue?');
    await ada.click(control, { on: card });
    if (control === 'Skip') await ada.click('Skip anyway');
    else expect(ada.text(ada.last())).toContain('Why is the sky blue?');
    if (control !== 'Skip') await backend.got('nack', 1);
    await ada.command('task');
    clock.advance(10_000); // a skip can be taken back as long
    await backend.got('nack', 1);
    expect(ada.buttons()).toContain('Answer');
    expect(ada.notices).toEqual([]);
  },
);

test.each(['Answer', 'Report', 'Guidelines'])('so is %s, where nothing was written', async (control) => {
  const { ada, backend, card } = await unreadable();
  await ada.click(control, { on: card });
  expect(ada.text(ada.last())).toContain('That task is over');
  await backend.got('nack', 1);
});

test('an answer to it that came back with a refusal does not lock its author out either', async () => {
  const { ada, db } = await unreadable('Why is the sky blue?');
  await db.updateTable('sessions').set({ state: 'returned', refusal_code: 1007 }).execute();
  await ada.command('task');
  expect(ada.text()).toContain('Why is the sky blue?');
  const states = () => db.selectFrom('sessions').select('state').execute();
  await expect.poll(states).toEqual([{ state: 'gone' }]);
  await ada.command('task');
  expect(ada.buttons()).toContain('Answer');
});

test.each(['Answer', 'Skip', 'Report', 'Guidelines'])(
  '%s on the card of a task that a newer version looks after says so, and /task brings another',
  async (control) => {
    const { ada, backend, db, card } = await unreadable();
    await db.updateTable('sessions').set({ state: sql`'withdrawn'` }).execute();
    await ada.click(control, { on: card });
    expect(ada.text(ada.last())).toContain('A newer version of me is looking after that task');
    await ada.command('task');
    expect(ada.buttons()).toContain('Answer');
    const states = await db.selectFrom('sessions').select('state').orderBy('created_at').execute();
    expect(states.map(({ state }) => state).sort()).toEqual(['open', 'withdrawn']);
    expect(backend.asked('nack')).toEqual([]);
  },
);

test('a draft that is no JSON any more locks nobody out: the task begins anew', async () => {
  const { contributor, backend, db } = await botWith([samples.initial_prompt]);
  const ada = await contributor('Ada');
  await ada.click('Answer');
  await ada.submit({ 'Your text': 'Why is the sky blue?' });
  await db.updateTable('drafts').set({ content: '{"text":"Wh' }).execute();
  await ada.command('drafts');
  expect(ada.text()).toContain('Nothing entered yet');
  await ada.command('task');
  await ada.click('Answer');
  await ada.submit({ 'Your text': 'Why is grass green?' });
  await ada.click('Send');
  expect(backend.asked('interaction').map(({ body }) => body)).toMatchObject([
    { text: 'Why is grass green?' },
  ]);
});

test('right after a skip, the command brings another task than the one skipped', async () => {
  const { ada, backend, clock } = await botWith([
    samples.initial_prompt,
    { ...samples.initial_prompt, id: id(77) },
  ]).then(async (house) => ({ ...house, ada: await house.contributor('Ada') }));
  await ada.click('Skip');
  expect(backend.asked('nack')).toEqual([]);
  const card = ada.last();
  await ada.command('task');
  expect(ada.last().id).not.toBe(card.id);
  clock.advance(10_000);
  const [nack] = await backend.got('nack', 1);
  expect(nack?.path).toContain(samples.initial_prompt.id);
  expect(backend.asked('tasks')).toHaveLength(2);
  expect(ada.buttons()).toContain('Answer');
});
