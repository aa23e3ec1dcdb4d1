import { expect, test } from 'vitest';
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
  await ada.click('Submit', { on: card });
  expect(ada.text(ada.last())).toContain('Before you start');
  expect(backend.asked('interaction')).toEqual([]);
  await ada.click('I agree');
  expect(ada.text(ada.last())).toContain('Because of the air.');
  await ada.click('Submit', { on: ada.last() });
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
