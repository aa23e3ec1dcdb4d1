import { expect, onTestFinished, test } from 'vitest';
import { PersonalDocument } from '../../src/people/privacy/document.ts';
import { differences, noteAct } from '../../src/store/acts.ts';
import { botWith } from '../support/bot.ts';
import { bytesIn } from '../support/bytes-in.ts';
import { testClock } from '../support/clock.ts';
import { botWithBackend } from '../support/embedded.ts';
import { freshFolder } from '../support/folder.ts';
import { seededIds, seededRandom } from '../support/random.ts';

/** An owner's collection, and its clock. */
async function collection() {
  const clock = testClock(() => house.sandbox.clock.advance(0));
  const random = seededRandom(5);
  const dataDir = await freshFolder();
  const house = await botWithBackend({ dataDir, clock, random, newId: seededIds(random) });
  onTestFinished(() => house.close());
  return { ...house, clock, dataDir, owner: house.sandbox.person('Owner') };
}

test('an owner reads who changed what, and how it was before, of the bot and of the backend as one list', async () => {
  const { owner, sandbox, clock } = await collection();
  await owner.command('team audit');
  expect(owner.last().ephemeral).toBe(true);
  expect(owner.text()).toContain('Nobody has changed anything yet.');
  expect(owner.buttons()).toEqual([]);
  const mo = sandbox.person('Mo');
  await owner.command('team add', { person: mo.id });
  clock.advance(1_000);
  await owner.command('campaign create', { name: 'Kitchen', goal: 2 });
  clock.advance(1_000);
  await owner.command('setup');
  await owner.select('v1:server:languages:', ['de', 'en']);
  clock.advance(1_000);
  await owner.command('campaign edit', { name: 'Kitchen', new_name: 'Bakery', goal: 3 });
  await owner.command('team audit');
  const blocks = owner.text().split('\n\n');
  const by = `<@${owner.id}> (\`${owner.id}\`) · <t:`;
  expect(blocks.map((block) => block.replaceAll(/\d+:f/g, '…'))).toEqual([
    expect.stringContaining(
      `**Campaign changed** · Bakery\n${by}…>\nName: “Kitchen” → “Bakery”\nGoal: 2 (finished conversations) → 3 (finished conversations)`,
    ),
    `**Server set up** · this server\n${by}…>\nLanguages: each person’s own → German, English`,
    `**Campaign begun** · Bakery\n${by}…>`,
    expect.stringContaining(`**Moderator named** · <@${mo.id}> (\`${mo.id}\`)\n${by}…>`),
  ]);
});

test('what an owner did is in the file of their own data', async () => {
  const { owner } = await collection();
  await owner.command('setup');
  await owner.select('v1:server:languages:', ['de']);
  await owner.command('privacy');
  await owner.click('Get my data');
  await owner.until(() => owner.last().attachments.length > 0);
  const [file] = owner.last().attachments;
  const { lists } = PersonalDocument.parse(await (await fetch(file?.url ?? '')).json());
  expect(lists.managed).toMatchObject([
    { act: 'server', before: { languages: [] }, after: { languages: ['de'] } },
  ]);
});

test('an owner who deletes everything leaves what they did, and not a byte that says that it was them', async () => {
  const { owner, sandbox, dataDir } = await collection();
  const zoe = sandbox.person('Zoe');
  await owner.command('team add', { person: zoe.id });
  await owner.command('campaign create', { name: 'Kitchen' });
  await owner.command('settings collection');
  await owner.select('Change a subject …', 'Texts and time');
  await owner.submit({ 'Longest text, in characters': '500' });
  await owner.click('Apply');
  await zoe.command('task');
  await zoe.click('I agree');
  const traces = [owner.id, zoe.id];
  expect(await bytesIn(dataDir, traces)).toEqual(traces); // the search finds what is there
  for (const person of [zoe, owner]) {
    await person.command('privacy');
    await person.click('Delete everything');
    await person.submit({ 'Type DELETE to confirm': 'DELETE' });
    expect(person.text()).toContain('Everything about you is deleted');
  }
  expect(await bytesIn(dataDir, traces)).toEqual([]);
  await owner.command('team audit');
  expect(owner.text().match(/\n— · <t:/g)).toHaveLength(3);
  expect(owner.text()).toContain('**Moderator named** · —\n');
});

test('a long trail is read page by page, and leads back to the newest', async () => {
  const { owner, db, clock } = await collection();
  for (let number = 1; number <= 20; number += 1) {
    const act = { act: 'server', subject: `place ${number}.`, ...differences({}, { weekly: true }) } as const;
    await noteAct(db, act, { by: owner.id, now: clock.now() - 3 + (number % 3) });
  }
  const subjects = () => [...owner.text().matchAll(/place \d+\\?\./g)].map(([subject]) => subject);
  await owner.command('team audit');
  const first = subjects();
  expect(owner.buttons()).toEqual(['Older']);
  const read = [...first];
  while (owner.buttons().includes('Older')) {
    await owner.click('Older');
    read.push(...subjects());
  }
  expect(read).toHaveLength(20);
  expect(new Set(read).size).toBe(20);
  expect(owner.buttons()).toEqual(['Newest']);
  await owner.click('Newest');
  expect(subjects()).toEqual(first);
  expect(owner.messages().filter(({ ephemeral }) => ephemeral)).toHaveLength(1);
});

test('what somebody wrote looks like no entry of ours, pings nobody, and stays inside the message', async () => {
  const { owner, db, clock } = await collection();
  const text = '**Campaign ended** · @everyone <@1>\n\n> quoted `x` '.repeat(60);
  for (let number = 0; number < 9; number += 1)
    await noteAct(
      db,
      { act: 'text', subject: 'consent.de', before: { text }, after: { text } },
      { by: owner.id, now: clock.now() },
    );
  await owner.command('team audit');
  expect(owner.last().pings).toEqual([]);
  expect(owner.text()).not.toContain('**Campaign ended**');
  expect(owner.text().match(/\*\*Text put up\*\* · Consent \(de\)/g)).toHaveLength(8);
});

test('with a backend that keeps no trail, or tells our key nothing of it, it says so and shows what the bot has', async () => {
  const { sandbox, db, backend } = await botWith();
  const owner = sandbox.person('Owner');
  await owner.command('team add', { person: sandbox.person('Mo').id });
  backend.answer('trail', () => new Response(null, { status: 404 }));
  await owner.command('team audit');
  expect(owner.text()).toContain('The task server shows this bot no trail of what was done.');
  expect(owner.text()).toContain('**Moderator named**');
  backend.answer('trail', () => new Response(null, { status: 403 })); // a key that may not
  await owner.command('team audit');
  expect(owner.text()).toContain('The task server shows this bot no trail of what was done.');
  expect(await db.selectFrom('acts').select('act').execute()).toEqual([{ act: 'team_add' }]);
});

test('an entry in a form that is not known here hides none of the others', async () => {
  const { sandbox, backend } = await botWith();
  const owner = sandbox.person('Owner');
  const entry = {
    ...{ id: '00000000-0000-4000-8000-00000000000a', act: 'disable', actor: 'discord:7', reason: 'Spam' },
    ...{ message_id: null, user_id: null, undone_date: null, undone_by: null, campaign_id: null },
    ...{ created_date: '2026-03-01T12:00:00Z', before: {}, after: {}, person: null, campaign_name: null },
  };
  const unreadable = { ...entry, actor: { of: 'a newer kind' } };
  const unread = 'Not all is listed: the task server told of some of it';
  backend.answer('trail', () => Response.json([unreadable, entry]));
  await owner.command('team audit');
  expect(owner.text()).toContain('Person disabled');
  expect(owner.text()).toContain(unread);
  backend.answer('trail', () => Response.json([unreadable]));
  await owner.command('team audit');
  expect(owner.text()).toContain(unread);
  expect(owner.text()).not.toContain('Nobody has changed anything');
  backend.answer('trail', () => Response.json([entry]));
  await owner.command('team audit');
  expect(owner.text()).not.toContain(unread);
});
