import { expect, test } from 'vitest';
import { listConsents } from '../../src/store/consents.ts';
import { CONSENT_VERSION } from '../../src/tasks/show/consent.ts';
import { acked } from '../support/acked.ts';
import { botWith } from '../support/bot.ts';
import { hasLearned } from '../support/learned.ts';
import { samples } from '../support/tasks.ts';

/** The bot with a task, and its owner, who can put a text up. */
async function scene(tasks: object[] = [samples.assistant_reply]) {
  const house = await botWith(tasks);
  const owner = house.sandbox.person('Owner');
  const write = async (what: string, text: string, { language = 'en', button = 'Put up' } = {}) => {
    await owner.command('settings text', { what, language });
    await owner.submit({ text });
    await owner.click(button);
  };
  return { ...house, owner, write };
}

test('an owner’s consent text is what people read and agree to, and the receipt says which', async () => {
  const { sandbox, db, write, owner } = await scene();
  await write('consent', 'We collect **recipes**.');
  expect(owner.text()).toContain('✅ It is up');
  const ada = sandbox.person('Ada', { locale: 'de' });
  await hasLearned(db, ada);
  await ada.command('task');
  expect(ada.text()).toContain('We collect **recipes**.\n\nDo you agree?');
  expect(ada.text()).toContain('noch nicht auf Deutsch, deshalb steht er hier auf Englisch');
  await ada.click('Ich stimme zu');
  expect(ada.buttons()).toContain('Antworten');
  expect(await listConsents(db, ada.id)).toMatchObject([{ version: CONSENT_VERSION, lang: 'en' }]);
  await write('consent', 'Wir sammeln Rezepte.', { language: 'de' });
  await ada.command('task');
  expect(ada.buttons()).toContain('Antworten'); // who has agreed stays agreed
});

test('a text that asks everybody anew takes nothing before they agree, in every process at once', async () => {
  const { contributor, write, backend, db, join } = await scene();
  const ada = await contributor('Ada');
  await ada.click('Answer');
  await ada.submit({ 'Your text': 'Because of the air.' });
  await acked(db);
  await join();
  const card = ada.last();
  await write('consent', 'Everything is different now.', { button: 'Put up and ask everybody' });
  await ada.click('Send', { on: card });
  expect(ada.text()).toContain('Everything is different now.');
  expect(backend.asked('interaction')).toEqual([]);
  await ada.click('I agree');
  await ada.click('Send');
  expect(await backend.got('interaction', 1)).toMatchObject([{ body: { text: 'Because of the air.' } }]);
  const versions = (await listConsents(db, ada.id)).map(({ version }) => version);
  expect(versions.toSorted()).toEqual([CONSENT_VERSION, CONSENT_VERSION + 1]);
});

test('who is asked anew reads that the text has changed, and who is asked first does not', async () => {
  const { sandbox, contributor, write, owner } = await scene();
  const changed = 'This text has changed since you agreed to it';
  const ada = await contributor('Ada');
  await write('consent', 'Everything is different now.', { button: 'Put up and ask everybody' });
  for (const command of ['task', 'available']) {
    await ada.command(command);
    expect(ada.text()).toContain(changed);
    expect(ada.text()).toContain('Everything is different now.');
  }
  await owner.command('task');
  expect(owner.text()).not.toContain(changed);
  const ben = sandbox.person('Ben');
  await ben.command('available');
  expect(ben.text()).toContain('Everything is different now.');
  expect(ben.text()).not.toContain(changed);
  await ada.click('I agree');
  expect(ada.text()).not.toContain(changed);
});

test.each([
  ['name', 'Kitchen talk', 'as the title of the public message'],
  ['guidelines', 'Be kind.', 'People read it behind **Guidelines** below their task.'],
  ['consent', 'We collect recipes.', 'Whoever is asked for their consent reads it.'],
  ['privacy', 'We keep nothing.', 'People read it in `/privacy`.'],
])('who puts up a text for %s reads where people find it', async (what, text, where) => {
  const { write, owner } = await scene();
  await write(what, text);
  expect(owner.text()).toContain(where);
});

test('what was typed while the text changed is given back whole', async () => {
  const { contributor, write, db } = await scene();
  const ada = await contributor('Ada');
  await ada.click('Answer');
  await write('consent', 'x'.repeat(2_000), { button: 'Put up and ask everybody' });
  const typed = 'y'.repeat(2_000);
  await ada.submit({ 'Your text': typed });
  expect(ada.text()).toContain('not taken');
  expect(ada.text()).toContain(typed);
  expect(await db.selectFrom('drafts').selectAll().execute()).toEqual([]);
});

test('a text may come from a file, and is looked at before it is put up', async () => {
  const { owner, db, sandbox } = await scene();
  const file = owner.attach('consent.md', '\uFEFFWe collect **recipes**.\r\n\r\nNothing else.\r\n');
  await owner.command('settings text', { what: 'consent', language: 'en', file });
  expect(owner.text()).toContain('We collect **recipes**.\n\nNothing else.');
  expect(await db.selectFrom('own_texts').select(['text', 'version']).execute()).toEqual([
    { text: 'We collect **recipes**.\n\nNothing else.', version: null },
  ]);
  await owner.click('Put up');
  const ada = sandbox.person('Ada');
  await ada.command('task');
  expect(ada.text()).toContain('Nothing else.\n\nDo you agree?');
});

test.each([
  ['is no text', Buffer.from([0x25, 0x50, 0x44, 0x46, 0xff, 0xfe]), 'not plain text'],
  ['holds what no database keeps', 'a\0b', 'not plain text'],
  ['has nothing to see', '\uFEFF \u200b\n', 'not plain text'],
  ['is a little too long', 'x'.repeat(2_001), 'at most 2000 characters'],
  ['is far too long', 'x'.repeat(70_000), 'at most 2000 characters'],
])('a file that %s changes nothing, and says why', async (_name, content, why) => {
  const { owner, db } = await scene();
  const file = owner.attach('consent.txt', content);
  await owner.command('settings text', { what: 'consent', language: 'en', file });
  expect(owner.text()).toContain(why);
  expect(await db.selectFrom('own_texts').selectAll().execute()).toEqual([]);
});

test('the button below the text of before agrees to nothing', async () => {
  const { sandbox, write, db } = await scene();
  const ada = sandbox.person('Ada');
  await ada.command('task');
  const old = ada.last();
  await write('consent', 'Another text.');
  await ada.click('I agree', { on: old });
  expect(ada.text(ada.again(old))).toContain('Another text.');
  expect(await listConsents(db, ada.id)).toEqual([]);
});

test('nothing is shown that was not put up, twice put up is once, and an empty form takes a text back', async () => {
  const { sandbox, owner, write, db } = await scene();
  await owner.command('settings text', { what: 'name', language: 'en' });
  await owner.submit({ text: 'Bread and @everyone' });
  expect(owner.text()).toContain('becomes the text below');
  await owner.click('Cancel');
  expect(await db.selectFrom('own_texts').selectAll().execute()).toEqual([]);
  const ada = sandbox.person('Ada');
  await ada.command('help');
  expect(ada.text()).toContain('What this is');
  await write('name', 'The bread collection');
  await ada.command('help');
  expect(ada.text()).toContain('The bread collection');
  await write('name', '', { button: 'Take down' });
  expect(owner.text()).toContain('✅ It is down.');
  await ada.command('help');
  expect(ada.text()).not.toContain('The bread collection');
  await owner.command('settings text', { what: 'name', language: 'en' });
  await owner.submit({ text: '  ' });
  expect(owner.text()).toContain('There is no text of your own for that');
});

test('guidelines stand above ours, and what is said about privacy below the numbers', async () => {
  const { contributor, write } = await scene();
  await write('guidelines', 'Recipes only.');
  await write('privacy', 'Ask ada@example.org.');
  const ada = await contributor('Ada');
  await ada.command('task');
  await ada.click('Guidelines');
  expect(ada.text()).toMatch(/Recipes only\.[\s\S]*Check your facts/);
  await ada.command('privacy');
  expect(ada.text()).toMatch(/You agreed to take part[\s\S]*Ask ada@example\.org\./);
});

test('a text that is too long is refused with its limits', async () => {
  const { owner, db } = await scene();
  await owner.command('settings text', { what: 'consent', language: 'ja' });
  await owner.submit({ text: '字'.repeat(1_200) });
  expect(owner.text()).toContain('at most 2000 characters, and 3500 bytes');
  expect(await db.selectFrom('own_texts').selectAll().execute()).toEqual([]);
});
