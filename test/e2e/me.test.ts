import { describe, expect, onTestFinished, test } from 'vitest';
import type { Person } from '../../sandbox/driver/person.ts';
import { codes } from '../../src/oasst/errors.ts';
import { noteBan } from '../../src/store/bans.ts';
import { botWith } from '../support/bot.ts';
import { testClock } from '../support/clock.ts';
import { botWithBackend } from '../support/embedded.ts';
import { freshFolder } from '../support/folder.ts';
import { onward } from '../support/onward.ts';
import { seededRandom } from '../support/random.ts';
import { refusal, type ScriptedBackend } from '../support/scripted-backend.ts';
import { id, samples } from '../support/tasks.ts';

const SWITCH = 'Send without review';

async function collection() {
  const clock = testClock(() => house.sandbox.clock.advance(0));
  const house = await botWithBackend({
    dataDir: await freshFolder(),
    clock,
    random: seededRandom(4),
    settings: { reviewsForPrompt: 2, backlogChance: 0 },
  });
  onTestFinished(() => house.close());
  return { ...house, clock };
}

async function write(person: Person, text: string) {
  await person.command('task', { type: 'initial_prompt' });
  await person.click('Answer');
  await person.submit({ 'Your text': text });
  await person.click('Send');
}

/** Somebody labels the prompt they are given. */
async function label(person: Person, spam: 'Yes' | 'No') {
  await person.command('task');
  if (!person.buttons().includes('Label')) {
    await person.click('Skip');
    await person.command('task', { type: 'label_initial_prompt' });
  }
  for (let button = 'Label'; !person.buttons().includes('Send'); button = 'Continue') {
    await person.click(button);
    const asked = person.fields.filter(({ required }) => required);
    await person.submit(Object.fromEntries(asked.map((field) => [field.label, spam])));
  }
  await person.click('Send');
}

test('/me shows in one call what somebody gave, what became of it, and points that add up', async () => {
  const { sandbox, clock, contributor } = await collection();
  const [ada, ben, cem] = [await contributor('Ada'), await contributor('Ben'), await contributor('Cem')];
  await write(ada, 'What is bread?');
  await label(ben, 'No');
  clock.advance(1_000);
  await write(ada, 'What is butter?');
  const mark = sandbox.requests.mark();
  await ada.command('me');
  expect(sandbox.requests.since(mark)).toHaveLength(1);
  const text = ada.text();
  expect(text).toContain('**Level 1** · 0 points · the next level begins at 4');
  expect(text).toContain('2 × 0.1 = **0** · prompts written');
  expect(text).toMatch(
    /1 · Write a prompt\nEnglish · <t:\d+:R>\n⏳ Waiting for reviews: 0 of 2\n\nWhat is butter\?/,
  );
  expect(text).toMatch(
    /2 · Write a prompt\n.*\n⏳ Waiting for reviews: 1 of 2\n🔒 Others have judged it, so it stays as it is\.\n\nWhat is bread\?/,
  );
  expect(ada.buttons()).toEqual(['Edit 1', 'Withdraw 1', SWITCH]);
  await label(cem, 'Yes');
  await ben.command('me');
  expect(ben.text()).toContain('1 × 2 = **2** · full labelings');
});

test('a refusal is told with the labels it came from', async () => {
  const { contributor } = await collection();
  const [ada, ben, cem] = [await contributor('Ada'), await contributor('Ben'), await contributor('Cem')];
  await write(ada, 'What is bread?');
  for (const judge of [ben, cem]) await label(judge, 'Yes');
  await ada.command('me');
  expect(ada.text()).toContain('❌ Refused: Spam (2 of 2)');
  expect(ada.buttons()).toEqual([SWITCH]);
});

test('a text is edited, the form holding it as it is, and the card shows the new words', async () => {
  const { db, contributor } = await collection();
  const ada = await contributor('Ada');
  await write(ada, 'What is bred?');
  await ada.command('me');
  const card = ada.last();
  await ada.click('Edit 1');
  expect(ada.fields[0]?.value).toBe('What is bred?');
  await ada.submit({ 'Your text': '  What is bread?  ' });
  expect(ada.text(ada.again(card))).toMatch(/^✏️ Changed\.[\s\S]*edited[\s\S]*What is bread\?/);
  const stored = await db.selectFrom('backend_messages').select(['text', 'edited']).execute();
  expect(stored).toEqual([{ text: 'What is bread?', edited: 1 }]);
});

test('an edit that changes nothing says so', async () => {
  const { db, contributor } = await collection();
  const ada = await contributor('Ada');
  await write(ada, 'What is bread?');
  await ada.command('me');
  await ada.click('Edit 1');
  await ada.submit({ 'Your text': '  What is bread? ' });
  expect(ada.text()).toMatch(/^Nothing was changed: the text is the same as before\./);
  const stored = await db.selectFrom('backend_messages').select('edited').execute();
  expect(stored).toEqual([{ edited: 0 }]);
});

test('a text is withdrawn after one question, and a second press changes nothing', async () => {
  const { db, contributor } = await collection();
  const ada = await contributor('Ada');
  await write(ada, 'What is bread?');
  await ada.command('me');
  await ada.click('Withdraw 1');
  expect(ada.text()).toContain('What is bread?');
  expect(ada.buttons()).toEqual(['Withdraw', 'Keep it']);
  await ada.click('Keep it');
  await ada.click('Withdraw 1');
  const sure = ada.last();
  await Promise.all([ada.click('Withdraw', { on: sure }), ada.click('Withdraw', { on: sure })]);
  expect(ada.text()).toContain('↩️ You withdrew this text.');
  expect(ada.buttons()).toEqual([SWITCH]);
  const stored = await db.selectFrom('backend_messages').select('deleted').execute();
  expect(stored).toEqual([{ deleted: 1 }]);
});

test('a text that moderators removed is told apart from one that its author withdrew', async () => {
  const { db, contributor } = await collection();
  const ada = await contributor('Ada');
  await write(ada, 'What is bread?');
  const { id } = await db.selectFrom('backend_messages').select('id').executeTakeFirstOrThrow();
  const removed = db.updateTable('backend_messages').set({ deleted: 1, deleted_with: id });
  await removed.execute();
  await ada.command('me');
  expect(ada.text()).toContain('🗑️ Removed by the moderators, or because of reports.');
  expect(ada.text()).not.toContain('You withdrew');
  await removed.set({ deleted_with: 'another' }).execute();
  await ada.command('me');
  expect(ada.text()).toContain('🗑️ Removed along with a message above it in the conversation.');
});

test('a judgment that comes first is said, and what was entered meanwhile is given back', async () => {
  const { db, contributor } = await collection();
  const [ada, ben] = [await contributor('Ada'), await contributor('Ben')];
  await write(ada, 'What is bread?');
  await ada.command('me');
  const card = ada.last();
  await ada.click('Edit 1');
  await label(ben, 'No');
  await ada.submit({ 'Your text': 'What is rye bread?' });
  const told = ada.text(ada.again(card));
  expect(told).toContain('Others have judged it, so it stays as it is.');
  expect(told).toContain('What is rye bread?');
  expect(await db.selectFrom('backend_messages').select('text').execute()).toEqual([
    { text: 'What is bread?' },
  ]);
  await ada.command('me');
  expect(ada.buttons()).toEqual([SWITCH]);
});

test('stale buttons say why, after two hours as well', async () => {
  const { clock, contributor } = await collection();
  const ada = await contributor('Ada');
  await write(ada, 'What is bread?');
  await ada.command('me');
  const card = ada.last();
  clock.advance(2 * 60 * 60_000);
  await ada.click('Edit 1', { on: card });
  expect(ada.modal).toBeNull();
  expect(ada.text(ada.again(card))).toContain('It was sent more than two hours ago');
  expect(ada.buttons(ada.again(card))).toEqual([SWITCH]);
});

test('nobody changes what is somebody else’s, whatever they press', async () => {
  const { db, sandbox, contributor } = await collection();
  const [ada, ben] = [await contributor('Ada'), await contributor('Ben')];
  await write(ada, 'What is bread?');
  const [message] = await db.selectFrom('backend_messages').select('id').execute();
  await ben.command('help');
  for (const action of ['meedit', 'mewithdraw', 'mewithdrawn']) {
    const forged = `v1:${action}:${message?.id}:0`;
    await sandbox.forge(ben.id, { messageId: ben.last().id, customId: forged });
    expect(ben.modal).toBeNull();
    expect(ben.text()).not.toContain('What is bread?');
  }
  expect(await db.selectFrom('backend_messages').select('deleted').execute()).toEqual([{ deleted: 0 }]);
});

test('texts come three to a page', async () => {
  const { clock, contributor } = await collection();
  const ada = await contributor('Ada');
  for (let number = 1; number <= 4; number += 1) {
    clock.advance(60_000);
    await write(ada, `Question ${number}?`);
  }
  await ada.command('me');
  const card = ada.last();
  expect(ada.buttons().slice(-4)).toEqual(['← Back', 'Page 1 of 2', 'Forward →', SWITCH]);
  expect(ada.text()).not.toContain('Question 1?');
  await ada.click('Forward →');
  expect(ada.text(ada.again(card))).toMatch(/^4 · Write a prompt\n[\s\S]*Question 1\?/m);
  await ada.click('Withdraw 4');
  await ada.click('Withdraw');
  expect(ada.text(ada.again(card))).toContain('↩️ You withdrew this text.');
  expect(ada.buttons(ada.again(card))).toContain('Page 2 of 2');
});

test('the switch sends texts without a review, and pressing it twice on one card leaves it on', async () => {
  const { db, contributor } = await collection();
  const ada = await contributor('Ada');
  await ada.command('me');
  const card = ada.last();
  await Promise.all([ada.click(SWITCH, { on: card }), ada.click(SWITCH, { on: card })]);
  expect(ada.text(ada.again(card))).toContain('sent as soon as you submit the form');
  expect(ada.buttons(ada.again(card))).toContain('Review before sending');
  await ada.command('task', { type: 'initial_prompt' });
  await ada.click('Answer');
  await ada.submit({ 'Your text': 'What is bread?' });
  expect(ada.text()).toContain('Wrote a prompt');
  await ada.click('Review before sending');
  const people = await db.selectFrom('people').select('skips_review').where('id', '=', ada.id).execute();
  expect(people).toEqual([{ skips_review: 0 }]);
});

test('rankings, labels and ratings stand among the texts, each with what became of it, page by page', async () => {
  const { clock, contributor } = await collection();
  const [ada, ben, cem] = [await contributor('Ada'), await contributor('Ben'), await contributor('Cem')];
  await write(ben, 'What is rye?');
  await write(ada, 'What is bread?');
  clock.advance(1_000);
  await label(ben, 'No');
  await ben.command('me');
  expect(ben.text()).toMatch(
    /1 · Label a prompt\nEnglish · <t:\d+:R>\n⏳ Waiting for reviews: 1 of 2\n\nWhat is bread\?\n/,
  );
  expect(ben.text()).toMatch(/2 · Write a prompt\n[\s\S]*What is rye\?/);
  expect(ben.buttons()).toEqual(['Edit 2', 'Withdraw 2', SWITCH]);
  for (const judge of [cem, cem]) await label(judge, 'No'); // both prompts
  await ben.command('me');
  expect(ben.text()).toMatch(/1 · Label a prompt\n.*\n✅ What you judged was accepted\.\n\nWhat is bread\?/);
});

test('whoever gave nothing yet is given a start, and the backend is asked nothing about strangers', async () => {
  const { sandbox, backend } = await botWith();
  const ada = sandbox.person('Ada');
  await ada.command('me');
  expect(ada.text()).toContain('Nothing of yours is here yet');
  expect(ada.buttons()).toEqual(['Start']);
  expect(backend.received).toEqual([]);
});

test('whoever is banned and gave nothing is not told that Start brings a task', async () => {
  const { db, contributor, clock } = await collection();
  const ada = await contributor('Ada');
  await noteBan(db, { personId: ada.id, reason: 'Three times spam', by: 'mo' }, clock.now());
  await ada.command('me');
  expect(ada.text()).toContain('Three times spam');
  expect(ada.text()).toContain('your account at the task server is closed. **Appeal** shows the reason');
  expect(ada.text()).not.toContain('Start');
  expect(ada.buttons()).toEqual(['Appeal']);
});

test('whoever is known to nobody here any more but banned is told so as well', async () => {
  const { db, sandbox, clock } = await collection();
  const ada = sandbox.person('Ada');
  await noteBan(db, { personId: ada.id, reason: 'Three times spam', by: 'mo' }, clock.now());
  await ada.command('me');
  expect(ada.text()).toContain('Three times spam');
  expect(ada.text()).not.toContain('Start');
  expect(ada.buttons()).toEqual(['Appeal']);
});

test('an account that the backend has closed by itself is not offered a task either', async () => {
  const { db, contributor } = await collection();
  const ada = await contributor('Ada');
  await db.updateTable('backend_users').set({ enabled: 0 }).where('username', '=', ada.id).execute();
  await ada.command('me');
  expect(ada.text()).toContain('your account at the task server is closed');
  expect(ada.text()).not.toContain('Start');
  expect(ada.buttons()).toEqual(['Appeal']);
});

test('whoever has taken back their consent is asked for it, and not promised a task', async () => {
  const { contributor } = await collection();
  const ada = await contributor('Ada');
  await ada.command('me');
  expect(ada.text()).toContain('**Start** brings you a task.');
  await ada.command('privacy');
  await ada.click('Withdraw consent');
  await ada.command('privacy');
  expect(ada.text()).toContain('You no longer agree to take part');
  await ada.command('me');
  expect(ada.text()).toContain('**Start** first asks you whether you want to take part.');
  expect(ada.buttons()).toEqual(['Start']);
  await ada.click('Start');
  expect(ada.buttons()).toEqual(['I agree', 'No thanks']);
});

test('whoever has taken back their consent is told so before they change a text, and loses no words', async () => {
  const { contributor } = await collection();
  const ada = await contributor('Ada');
  await write(ada, 'What is bread?');
  await ada.command('me');
  const page = ada.last();
  await ada.command('privacy');
  await ada.click('Withdraw consent');
  await ada.click('Edit 1', { on: page });
  expect(ada.text()).toContain('New words are taken only from people who have agreed');
});

/** Nothing of somebody is at the backend yet: neither points nor a page, whichever is asked for first. */
function nothingYet(backend: ScriptedBackend, person: Person) {
  const points = { lines: [], score: 0, level: 1, next_level_at: 4, streak_days: null };
  const both = { ...points, show_on_leaderboard: true, total: 0, items: [] };
  for (const _ of ['points', 'page']) backend.answer(person.id, () => Response.json(both));
}

test('a first answer that can still be taken back is shown as on its way, and no longer once it is there', async () => {
  const { backend, clock, contributor } = await botWith([samples.rate_summary]);
  const ada = await contributor('Ada');
  await ada.click('4');
  const sent = ada.last();
  nothingYet(backend, ada);
  await ada.command('me');
  expect(ada.text()).toMatch(
    /📮 Still on its way to the task server\. You need not do anything:\n<t:\d+:d> · Rate a summary · English/,
  );
  expect(ada.text()).not.toContain('Nothing of yours');
  clock.advance(10_000);
  await ada.until(() => ada.text(ada.again(sent)).includes('Saved'));
  nothingYet(backend, ada);
  await ada.command('me');
  expect(ada.text()).toContain('Nothing of yours is here yet');
});

test.each(['a backend that tells', 'one that does not'])(
  'answers that wait in the outbox are listed before %s, the newest first, and at most five of them',
  async (which) => {
    const numbers = [1, 2, 3, 4, 5, 6, 7];
    const tasks = numbers.map((number) => ({ ...samples.initial_prompt, id: id(number) }));
    const { backend, clock, contributor } = await botWith(tasks);
    const ada = await contributor('Ada');
    for (const number of numbers) {
      clock.advance(1);
      backend.answer('interaction', () => refusal(503, 1006));
      await ada.click('Answer');
      await ada.submit({ 'Your text': `What is bread no. ${number}?` });
      await ada.click('Send');
      expect(ada.text()).toContain('Safe with me');
      if (number < 7) await onward(ada);
    }
    if (which === 'a backend that tells') nothingYet(backend, ada);
    else
      for (const _ of ['points', 'page', 'user'])
        backend.answer(ada.id, () => refusal(404, codes.userNotFound));
    await ada.command('me');
    const listed = [...ada.text().matchAll(/Write a prompt · English: \*What is bread no\. (\d)\?\*/g)];
    expect(listed.map(([, number]) => number)).toEqual(['7', '6', '5', '4', '3']);
    expect(ada.text()).toContain('… and 2 more.');
  },
);

test('a backend that does not tell is shown as far as the protocol goes, and that is said', async () => {
  const { backend, contributor } = await botWith();
  const ada = await contributor('Ada');
  const absent = () => Response.json({ detail: 'Not Found' }, { status: 404 });
  const user = {
    id: ada.id,
    display_name: 'Ada',
    auth_method: 'discord',
    user_id: id('e'),
    enabled: true,
  };
  const total = { user_id: id('e'), username: ada.id, auth_method: 'discord', display_name: 'Ada' };
  backend.answer(ada.id, absent); // points
  backend.answer(ada.id, absent); // texts
  backend.answer(ada.id, () => Response.json(user));
  backend.answer('stats', () =>
    Response.json({ total: { ...total, leader_score: 12, level: 3, replies_assistant: 2 } }),
  );
  await ada.command('me');
  expect(ada.text()).toContain('**Level 3** · 12 points');
  expect(ada.text()).toContain('2 × assistant replies written');
  expect(ada.text()).toContain('does not say what became of each text');
});

test('what was sent through the bot is listed from its own memory where the backend tells nothing', async () => {
  const { backend, contributor } = await botWith([samples.initial_prompt, samples.rate_summary]);
  const ada = await contributor('Ada');
  await ada.click('Answer');
  await ada.submit({ 'Your text': 'Why is the *sky* blue?' });
  await ada.click('Send');
  const absent = () => Response.json({ detail: 'Not Found' }, { status: 404 });
  for (const _ of ['points', 'page']) backend.answer(ada.id, absent);
  backend.answer(ada.id, () => refusal(404, codes.userNotFound));
  await ada.command('me');
  expect(ada.text()).toMatch(
    /Sent through me within the last 30 days:\n<t:\d+:d> · Write a prompt · English: \*Why is the .*sky.* blue\?\*\n/,
  );
  expect(ada.text()).toContain('does not say what became of each text');
});

/** Somebody with one text of theirs at a backend that tells of it; the text is as it was written last. */
async function oneTold() {
  const house = await botWith();
  const ada = await house.contributor('Ada');
  const item = {
    ...{ id: id('f'), type: 'initial_prompt', lang: 'en', created: '2026-01-01T00:00:00Z', edited: false },
    ...{ text: 'What is bred?', fate: { is: 'waiting', reviews: 0, needed: 3 }, changeable: 'yes' },
  };
  const points = { lines: [], score: 0, level: 1, next_level_at: 4, streak_days: null };
  const items = [item];
  house.backend.always(ada.id, () =>
    Response.json({ ...points, show_on_leaderboard: true, total: 1, items }),
  );
  house.backend.always(item.id, () => Response.json(item));
  await ada.command('me');
  return { ...house, ada, item, card: ada.last() };
}

const UNKNOWN = 'answered in a way that this version of me does not know';

test.each([
  ['a word', { outcome: 'queued_for_tomorrow' }],
  ['a form', { result: { outcome: ['done'] } }],
  ['a list', []],
])(
  'an edit answered with %s of a newer backend is shown as it stands, with the words kept, and sent once',
  async (_what, answer) => {
    const { ada, backend, item, card } = await oneTold();
    await ada.click('Edit 1');
    backend.answer('edit', () => {
      item.text = 'What is bread?';
      return Response.json(answer);
    });
    await ada.submit({ 'Your text': 'What is bread?' });
    const told = ada.text(ada.again(card));
    expect(told).toContain(UNKNOWN);
    expect(told).toContain('Nothing is lost: here is what you wrote.');
    expect(told).toContain('What is bread?');
    expect(backend.asked('edit').map(({ body }) => body)).toEqual([{ text: 'What is bread?' }]);
    expect(ada.notices).toEqual([]);
  },
);

test.each([
  ['a word', { outcome: 'hidden' }],
  ['a form', { result: 'withdrawn' }],
])(
  'a withdrawal answered with %s of a newer backend is shown as it stands, and asked for once',
  async (_what, answer) => {
    const { ada, backend, item, card } = await oneTold();
    await ada.click('Withdraw 1');
    backend.answer('withdraw', () => {
      Object.assign(item, { fate: { is: 'removed', how: 'withdrawn' }, changeable: 'over' });
      return Response.json(answer);
    });
    await ada.click('Withdraw');
    const told = ada.text(ada.again(card));
    expect(told).toContain(UNKNOWN);
    expect(told).toContain('↩️ You withdrew this text.');
    expect(backend.asked('withdraw')).toHaveLength(1);
  },
);

test('a text that a newer backend tells of in an unknown form is left alone, and that is said', async () => {
  const { ada, backend, item, card } = await oneTold();
  backend.always(item.id, () => Response.json({ ...item, changeable: 'after_lunch' }));
  for (const button of ['Edit 1', 'Withdraw 1']) {
    await ada.click(button, { on: card });
    expect(ada.modal).toBeNull();
    expect(ada.text(ada.again(card))).toContain('does not say what became of each text');
    await ada.command('me');
  }
  expect([...backend.asked('edit'), ...backend.asked('withdraw')]).toEqual([]);
});

test('what a newer backend says in a form that is not known here is told as far as the protocol goes', async () => {
  const { backend, contributor } = await botWith();
  const ada = await contributor('Ada');
  const points = {
    lines: [],
    score: 0,
    level: 1,
    next_level_at: 4,
    streak_days: null,
    show_on_leaderboard: true,
  };
  const item = { id: id('f'), type: 'a_task_of_tomorrow', fate: { is: 'translated' }, changeable: 'soon' };
  backend.answer(ada.id, () => Response.json({ ...points, badge: 'new' }));
  backend.answer(ada.id, () => Response.json({ total: 1, items: [item] }));
  backend.answer(ada.id, () => refusal(404, codes.userNotFound));
  await ada.command('me');
  expect(ada.text()).toContain('does not say what became of each text');
});

describe('what a newer backend tells of in a form that is not known here', () => {
  const known = {
    type: 'initial_prompt',
    lang: 'en',
    created: '2026-03-01T00:00:00Z',
    edited: false,
    fate: { is: 'waiting', reviews: 0, needed: 3 },
    changeable: 'yes',
  };
  const text = (number: number) => ({ ...known, id: id(`f${number}`), text: `Text ${number}?` });
  const unknown: readonly (readonly [string, unknown])[] = [
    ['of another kind', { ...text(2), type: 'a_task_of_tomorrow' }],
    ['with another fate', { ...text(2), fate: { is: 'translated' } }],
    ['that may be changed otherwise', { ...text(2), changeable: 'soon' }],
    [
      'that is a judgement with another outcome',
      { ...text(2), type: 'label_initial_prompt', about: 'x', outcome: { is: 'weighed' } },
    ],
    ['that is nothing', null],
  ];

  async function told(pages: (offset: number) => { total: number; items: readonly unknown[] }) {
    const { contributor, backend } = await botWith();
    const ada = await contributor('Ada');
    const points = { lines: [], score: 7, level: 2, next_level_at: null, streak_days: null };
    backend.always(ada.id, (_, query) => {
      const offset = query.get('offset');
      return Response.json(
        offset === null ? { ...points, show_on_leaderboard: true } : pages(Number(offset)),
      );
    });
    await ada.command('me');
    return ada;
  }

  test.each(unknown)(
    '%s, does not hide the others: its place says that it is left out',
    async (_what, item) => {
      const ada = await told(() => ({ total: 3, items: [text(1), item, text(3)] }));
      expect(ada.text()).toContain('**Level 2** · 7 points');
      expect(ada.text()).toMatch(/1 · Write a prompt\n.*\n.*\n\nText 1\?/);
      expect(ada.text()).toContain(
        '2\nThe task server tells of this one in a form that this version of me cannot read',
      );
      expect(ada.text()).toMatch(/3 · Write a prompt\n.*\n.*\n\nText 3\?/);
      expect(ada.buttons()).toEqual(['Edit 1', 'Withdraw 1', 'Edit 3', 'Withdraw 3', SWITCH]);
      expect(ada.text()).not.toContain('does not say what became of each text');
    },
  );

  test('does not end the pages either: the one with nothing but that leads on', async () => {
    const page = (offset: number) => (offset === 3 ? [{}, {}, {}] : [text(1), text(2), text(3)]);
    const ada = await told((offset) => ({ total: 9, items: page(offset) }));
    await ada.click('Forward →');
    for (const place of [4, 5, 6])
      expect(ada.text()).toContain(`${place}\nThe task server tells of this one`);
    await ada.click('Forward →');
    expect(ada.text()).toContain('9 · Write a prompt');
  });
});
