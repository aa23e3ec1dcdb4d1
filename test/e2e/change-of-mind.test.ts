import { expect, test } from 'vitest';
import { listConsents } from '../../src/store/consents.ts';
import { botWith } from '../support/bot.ts';
import { nothingWaits } from '../support/nothing-waits.ts';
import { oneText } from '../support/own-text.ts';
import { samples } from '../support/tasks.ts';

const TWO_HOURS_MS = 2 * 60 * 60_000;

test('a text can be changed until one millisecond before two hours are over', async () => {
  const { db, clock, ada } = await oneText('What is bred?');
  const card = ada.last();
  clock.advance(TWO_HOURS_MS - 1);
  await ada.click('Edit 1', { on: card });
  await ada.submit({ 'Your text': 'What is bread?' });
  expect(ada.text(ada.again(card))).toContain('✏️ Changed.');
  const texts = await db.selectFrom('backend_messages').select('text').execute();
  expect(texts).toEqual([{ text: 'What is bread?' }]);
});

test('a form opened in time and sent when the two hours are over changes nothing, and gives its words back', async () => {
  const { db, clock, ada } = await oneText('What is bred?');
  const card = ada.last();
  clock.advance(TWO_HOURS_MS - 1);
  await ada.click('Edit 1', { on: card });
  clock.advance(1);
  await ada.submit({ 'Your text': 'What is bread?' });
  const told = ada.text(ada.again(card));
  expect(told).toContain('It was sent more than two hours ago');
  expect(told).toContain('What is bread?');
  const texts = await db.selectFrom('backend_messages').select('text').execute();
  expect(texts).toEqual([{ text: 'What is bred?' }]);
});

test('a withdrawal asked before the process died is made after it, once', async () => {
  const { db, ada, restart } = await oneText('What is bread?');
  await ada.click('Withdraw 1');
  const sure = ada.last();
  await restart();
  await ada.click('Withdraw', { on: sure });
  await restart();
  await ada.command('me');
  expect(ada.text()).toContain('↩️ You withdrew this text.');
  const deleted = await db.selectFrom('backend_messages').select('deleted').execute();
  expect(deleted).toEqual([{ deleted: 1 }]);
});

test('a skip taken back after the process died sends no nack, and the task is answered once', async () => {
  const { backend, clock, restart, contributor } = await botWith([samples.initial_prompt]);
  const ada = await contributor('Ada');
  await ada.click('Skip');
  await restart();
  await ada.click('Undo');
  await restart();
  clock.advance(60_000);
  await ada.command('task');
  await ada.click('Answer');
  await ada.submit({ 'Your text': 'What is bread?' });
  await ada.click('Send');
  expect(backend.asked('nack')).toEqual([]);
  expect(await backend.got('interaction', 1)).toHaveLength(1);
});

test('a consent withdrawn while an answer waits to go out keeps it here, also over the death of the process', async () => {
  const { backend, clock, db, restart, contributor } = await botWith([samples.rate_summary]);
  const ada = await contributor('Ada');
  await backend.got('ack', 1);
  await ada.click('4');
  await ada.command('privacy');
  await ada.click('Withdraw consent');
  await restart();
  clock.advance(60_000);
  const returned = () => db.selectFrom('sessions').select('state').execute();
  await expect.poll(returned).toEqual([{ state: 'returned' }]);
  expect(backend.asked('interaction')).toEqual([]);
  const receipts = await listConsents(db, ada.id);
  expect(receipts.map(({ withdrawn_at }) => withdrawn_at === null)).toEqual([false]);
});

test.each([
  ['back', -1],
  ['forward', 1],
])('Undo after the clock jumped a day %s loses nothing and sends nothing twice', async (_way, days) => {
  const { db, backend, clock, contributor } = await botWith([samples.rate_summary]);
  const ada = await contributor('Ada');
  await backend.got('ack', 1);
  await ada.click('4');
  clock.advance(days * 24 * 60 * 60_000);
  await ada.click('Undo');
  if (ada.buttons().includes('2')) await ada.click('2'); // else it had gone out by then
  clock.advance(60_000);
  await nothingWaits(db);
  clock.advance(60_000);
  await ada.command('drafts');
  const sent = backend.asked('interaction');
  expect(sent).toHaveLength(1);
  expect([2, 4]).toContain(Object(sent[0]?.body).rating);
});
