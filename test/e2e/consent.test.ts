import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { buttonsOf } from '../../sandbox/driver/reading.ts';
import { listConsents } from '../../src/store/consents.ts';
import { CONSENT_VERSION } from '../../src/tasks/show/consent.ts';
import { botWith } from '../support/bot.ts';
import { samples } from '../support/tasks.ts';

/** Somebody with an open task, whose consent is to an older text than today's. */
async function afterAChange(draft?: string) {
  const house = await botWith([samples.assistant_reply]);
  const ada = await house.contributor('Ada');
  if (draft !== undefined) {
    await ada.click('Answer');
    await ada.submit({ 'Your text': draft });
  }
  await house.backend.got('ack', 1);
  const card = ada.last();
  const change = () => house.db.updateTable('people').set({ consent_version: 0 }).execute();
  return { ...house, ada, card, change, sent: () => house.backend.received.length };
}

test.each(['Answer', 'Skip', 'Report', 'Guidelines'])(
  '%s on an open card asks for consent first, and sends nothing',
  async (control) => {
    const { ada, card, change, sent } = await afterAChange();
    await change();
    const before = sent();
    await ada.click(control, { on: card });
    expect(ada.text(ada.last())).toContain('Before you start');
    expect(ada.buttons(ada.last())).toEqual(['I agree', 'No thanks']);
    expect(sent()).toBe(before);
  },
);

test('an answer that was ready is not sent before its author has agreed again, and then is', async () => {
  const { ada, card, change, backend } = await afterAChange('Because of the air.');
  await change();
  await ada.click('Send', { on: card });
  expect(ada.text(ada.last())).toContain('Before you start');
  expect(backend.asked('interaction')).toEqual([]);
  await ada.click('I agree');
  expect(ada.text(ada.last())).toContain('Because of the air.');
  await ada.click('Send', { on: ada.last() });
  expect(backend.asked('interaction')).toMatchObject([{ body: { text: 'Because of the air.' } }]);
});

test('a form that was open when the text changed is not taken, and given back', async () => {
  const { ada, db, change } = await afterAChange();
  await ada.click('Answer');
  await change();
  await ada.submit({ 'Your text': 'Because of the air.' });
  expect(ada.text(ada.last())).toContain('not taken');
  expect(ada.text(ada.last())).toContain('Because of the air.');
  expect(await db.selectFrom('drafts').selectAll().execute()).toEqual([]);
});

test('nobody’s name and id go out with a button of terms they were never shown', async () => {
  const { sandbox, backend } = await botWith();
  const ben = sandbox.person('Ben');
  await ben.command('help');
  await sandbox.forge(ben.id, { messageId: ben.last().id, customId: 'v1:terms:-:random.en' });
  expect(ben.text(ben.last())).toContain('Before you start');
  expect(backend.received).toEqual([]);
});

test('who agrees gets a receipt of the words they read, from that moment', async () => {
  const { sandbox, db, clock } = await botWith();
  const ada = sandbox.person('Ada', { locale: 'de' });
  await ada.command('task');
  expect(await db.selectFrom('consents').selectAll().execute()).toEqual([]);
  const [embed] = ada.last().embeds;
  await ada.click('Ich stimme zu');
  const textHash = createHash('sha256').update(`${embed?.title}\n${embed?.description}`).digest('hex');
  expect(await listConsents(db, ada.id)).toMatchObject([
    { version: CONSENT_VERSION, lang: 'de', text_hash: textHash, given_at: clock.now(), withdrawn_at: null },
  ]);
});

test('the button below an older text agrees to nothing: the text as it is now is shown instead', async () => {
  const { sandbox, db, backend } = await botWith([samples.assistant_reply]);
  const ada = sandbox.person('Ada');
  await ada.command('task');
  for (const subject of ['-', '0.en.36c4ed851d36', `${CONSENT_VERSION}.en.000000000000`]) {
    await sandbox.forge(ada.id, { messageId: ada.last().id, customId: `v1:agree:${subject}:random.en` });
    expect(ada.buttons(ada.last())).toEqual(['I agree', 'No thanks']);
  }
  expect(await db.selectFrom('people').selectAll().execute()).toEqual([]);
  expect(backend.received).toEqual([]);
  for (const button of ['I agree', 'Skip the tutorial']) await ada.click(button);
  expect(ada.buttons()).toContain('Answer');
  expect(await listConsents(db, ada.id)).toHaveLength(1);
});

test('two clicks on the same button are one consent', async () => {
  const { sandbox, db } = await botWith();
  const ada = sandbox.person('Ada');
  await ada.command('task');
  const agree = buttonsOf(ada.last()).find(({ label }) => label === 'I agree')?.customId ?? '';
  const click = () => sandbox.forge(ada.id, { messageId: ada.last().id, customId: agree });
  await Promise.all([click(), click()]);
  expect(await listConsents(db, ada.id)).toHaveLength(1);
});
