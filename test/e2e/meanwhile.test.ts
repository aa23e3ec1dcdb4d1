import { describe, expect, onTestFinished, test } from 'vitest';
import type { Person } from '../../sandbox/driver/person.ts';
import { changeServer } from '../../src/store/servers.ts';
import { botWith } from '../support/bot.ts';
import { testClock } from '../support/clock.ts';
import { botWithBackend } from '../support/embedded.ts';
import { freshFolder } from '../support/folder.ts';
import { hasLearned } from '../support/learned.ts';
import { onward } from '../support/onward.ts';
import { seededRandom } from '../support/random.ts';
import { samples } from '../support/tasks.ts';
import { waitFor } from '../support/wait-for.ts';

/** A collection on a server with doctors, and a channel with the public message. */
async function collection() {
  const clock = testClock(() => house.sandbox.clock.advance(0));
  const house = await botWithBackend({
    dataDir: await freshFolder(),
    clock,
    random: seededRandom(7),
    settings: { reviewsForPrompt: 1, backlogChance: 0 },
    roles: ['Doctors'],
    channels: ['general', 'tasks'],
  });
  onTestFinished(() => house.close());
  const { sandbox, db } = house;
  const answers = () => db.selectFrom('backend_messages').select('text').orderBy('text').execute();
  return { ...house, clock, owner: sandbox.person('Owner'), answers };
}

async function write(person: Person, text: string) {
  await person.click('Answer');
  await person.submit({ 'Your text': text });
  await person.click('Send');
}

/** Ada has sent a text, and a campaign is among what she can choose next. */
async function campaign(how: 'for everybody' | 'for a role') {
  const house = await collection();
  const { owner, contributor, sandbox, db, clock } = house;
  const role = sandbox.roleId('Doctors');
  await owner.command('campaign create', { name: 'Clinic', ...(how === 'for a role' ? { role } : {}) });
  const ada = await contributor('Ada');
  sandbox.person('Ada', { roles: [role] });
  await ada.command('task');
  await write(ada, 'What is a star?');
  expect(ada.text()).toContain('Clinic');
  const closed: Record<string, () => Promise<unknown>> = {
    ended: () => owner.command('campaign end', { name: 'Clinic' }),
    'ended in another process': () =>
      db.updateTable('backend_campaigns').set({ ended_at: clock.now() }).execute(),
    lost: async () => sandbox.person('Ada', { roles: [] }),
  };
  return { ...house, ada, close: async (what: string) => void (await closed[what]?.()) };
}

/** What somebody reads of it who gets a task from elsewhere. */
function toldOf(what: string): string {
  return what === 'lost' ? 'This is not from the campaign **Clinic**' : 'The campaign **Clinic** is over';
}

const ways = [
  ['for everybody', 'ended'],
  ['for everybody', 'ended in another process'],
  ['for a role', 'lost'],
] as const;

describe.each(ways)('a campaign %s whose end or role was %s', (how, what) => {
  test('is not begun in “Something else”, and the next choice works', async () => {
    const { ada, close } = await campaign(how);
    const sent = ada.last();
    await close(what);
    if (what === 'ended in another process') {
      await onward(ada, () => ada.select('Something else', 'Clinic'));
      expect(ada.text()).toContain('The campaign **Clinic** is over');
    } else {
      await ada.select('Something else', 'Clinic');
      expect(ada.text()).toContain('That campaign is not open to you here right now.');
      await onward(ada, () => ada.click('Next task', { on: sent }));
    }
    expect(ada.text()).not.toContain('🎯');
    await write(ada, 'What is a cloud?');
    expect(ada.text()).toContain('Saved');
  });

  test('is not chosen in /available, and a button of its list begins what everybody gets, and says so', async () => {
    const { ada, close } = await campaign(how);
    await ada.command('available');
    const list = ada.last();
    await ada.select('Choose a campaign', 'Clinic');
    await close(what);
    await ada.click('Write a prompt', { on: list });
    expect(ada.text()).toContain(toldOf(what));
    expect(ada.text()).not.toContain('🎯');
    await write(ada, 'What is a cloud?');
    expect(ada.text()).toContain('Saved');
  });

  test('is told to whoever skips a task of it, with the next one', async () => {
    const { ada, close } = await campaign(how);
    await onward(ada, () => ada.select('Something else', 'Clinic'));
    expect(ada.text()).toContain('🎯 **Clinic**');
    await close(what);
    await ada.click('Skip');
    expect(ada.text()).toContain(toldOf(what));
    expect(ada.text()).not.toContain('🎯');
    expect(ada.buttons()).toEqual(expect.arrayContaining(['Answer', 'Undo skip']));
  });

  test.each(['Answer', 'Send'])(
    'is no reason to lose what is in hand: %s on its card goes on',
    async (button) => {
      const { ada, close, db, answers } = await campaign(how);
      await onward(ada, () => ada.select('Something else', 'Clinic'));
      expect(ada.text()).toContain('🎯 **Clinic**');
      if (button === 'Answer') await close(what);
      await ada.click('Answer');
      await ada.submit({ 'Your text': 'What is a fever?' });
      if (button === 'Send') await close(what);
      await ada.click('Send');
      expect(ada.text()).toContain('Saved');
      expect(await answers()).toEqual([{ text: 'What is a fever?' }, { text: 'What is a star?' }]);
      const inIt = await db
        .selectFrom('backend_trees')
        .innerJoin('backend_messages', 'backend_messages.id', 'backend_trees.id')
        .select('backend_messages.text')
        .where('backend_trees.campaign_id', 'is not', null)
        .execute();
      expect(inIt).toEqual([{ text: 'What is a fever?' }]);
    },
  );
});

test('“Something else” of a kind that is gone meanwhile says so, with what there is instead', async () => {
  const { contributor, owner } = await collection();
  const [ada, ben] = [await contributor('Ada'), await contributor('Ben')];
  await ada.command('task');
  await write(ada, 'What is a star?');
  await ben.command('task');
  await write(ben, 'What is a cloud?');
  const sent = ben.last();
  await owner.command('moderate message', { find: 'What is a star?' });
  await owner.select('Choose a message', 'What is a star?');
  await owner.click('Delete');
  await owner.click('Confirm');
  await onward(ben, () => ben.select('Something else', 'Label a prompt'));
  expect(ben.text()).toContain('no “Label a prompt” task');
  expect(ben.text()).toContain('[Something else: Write a prompt]');
  expect(ben.text(ben.again(sent))).toBe('✅ Prompt: *What is a cloud?*');
  await onward(ben, () => ben.select('Something else', 'Write a prompt'));
  expect(ben.buttons()).toContain('Answer');
});

describe('Start in the public message', () => {
  async function posted() {
    const house = await collection();
    const { sandbox, db, clock, owner } = house;
    const channel = sandbox.channels.idOf('tasks');
    const server = { id: sandbox.guildId, locale: 'en-US' };
    await changeServer(db, server, { postChannel: channel }, { by: owner.id, now: clock.now() });
    await waitFor(async () => {
      if (owner.messages('tasks').length > 0) return true;
      clock.advance(60_000);
      await sandbox.person('Liv').command('help'); // else the gateway would be taken for dead
      return false;
    });
    const post = owner.go('tasks').last();
    return { ...house, post };
  }

  test('asks whoever has not agreed, and after that gives the task', async () => {
    const { sandbox, db, post } = await posted();
    const zoe = sandbox.person('Zoe').go('tasks');
    await hasLearned(db, zoe);
    await zoe.click('Start', { on: post });
    expect(zoe.last().ephemeral).toBe(true);
    expect(zoe.buttons()).toEqual(['I agree', 'No thanks']);
    expect(
      await db.selectFrom('backend_users').select('id').where('username', '=', zoe.id).execute(),
    ).toEqual([]);
    await zoe.click('I agree');
    expect(zoe.buttons()).toContain('Answer');
  });

  test('tells whoever is banned so, alone', async () => {
    const { contributor, db, owner, post } = await posted();
    const ada = await contributor('Ada');
    await ada.command('task');
    await write(ada, 'What is a star?');
    await db.updateTable('backend_users').set({ enabled: 0 }).where('username', '=', ada.id).execute();
    await ada.go('tasks').click('Start', { on: post });
    expect(ada.last().ephemeral).toBe(true);
    expect(ada.text()).toContain('closed your account');
    expect(owner.messages('tasks')).toHaveLength(1);
  });

  test('asks whoever was forgotten a moment ago as somebody new, who is no one from before', async () => {
    const { contributor, db, post } = await posted();
    const ada = await contributor('Ada');
    await ada.command('task');
    await write(ada, 'What is a star?');
    await ada.command('privacy');
    await ada.click('Delete everything');
    await ada.submit({ 'Type DELETE to confirm': 'DELETE' });
    await ada.go('tasks').click('Start', { on: post });
    expect(ada.buttons()).toEqual(['I agree', 'No thanks']);
    await ada.click('I agree');
    expect(ada.text()).not.toContain('What is a star?');
    await waitFor(async () => (await db.selectFrom('erasures').selectAll().execute()).length === 0);
    const known = await db.selectFrom('people').select('id').where('id', '=', ada.id).execute();
    expect(known).toEqual([{ id: ada.id }]);
  });
});

const field = (value: string) => ({
  type: 18,
  id: 1,
  component: { type: 4, id: 2, custom_id: 'text', value },
});

describe.each(['general', 'dm', 'lounge', 'friends'])(
  'one person with three copies of a card, in #%s',
  (place) => {
    async function copies() {
      const task = samples.assistant_reply;
      const house = await botWith([task, samples.initial_prompt], { elsewhere: 'Elsewhere' });
      const ada = house.sandbox.person('Ada', { installed: true });
      await hasLearned(house.db, ada);
      ada.go(place);
      await ada.command('task');
      await ada.click('I agree');
      const shown = [ada.last()];
      for (const _ of [1, 2]) {
        house.clock.advance(60_000);
        await ada.command('task');
        shown.push(ada.last());
      }
      await house.backend.got('ack', 1);
      const [oldest, middle, newest] = shown.map(({ id }) => id);
      /** A click on a device that still shows the copy as it was. */
      const click = (messageId = '', action: string) =>
        house.sandbox.forge(ada.id, { messageId, customId: `v1:${action}:${task.id}:` });
      const fill = (messageId = '', text: string) =>
        house.sandbox.forge(ada.id, {
          messageId,
          customId: `v1:fill:${task.id}::x${messageId}`,
          components: [field(text)],
        });
      const sent = () => house.backend.asked('interaction').map(({ body }) => Object(body).text);
      return { ...house, ada, oldest, middle, newest, click, fill, sent, task };
    }

    test('sends what stands on the copy that was filled in last, once, from whichever copy', async () => {
      const { ada, oldest, middle, newest, click, fill, sent } = await copies();
      await fill(newest, 'They use water.');
      await fill(oldest, 'They use light.');
      await Promise.all([click(middle, 'submit'), click(newest, 'submit'), click(oldest, 'submit')]);
      expect(sent()).toEqual(['They use light.']);
      for (const copy of [oldest, middle, newest]) await click(copy, 'submit');
      expect(sent()).toEqual(['They use light.']);
      expect(ada.notices).toEqual([]);
    });

    test('gives back what a form on an older copy held, once the answer is sent', async () => {
      const { ada, oldest, middle, click, fill, sent } = await copies();
      await fill(middle, 'They use light.');
      await click(middle, 'submit');
      await fill(oldest, 'They use water.');
      expect(sent()).toEqual(['They use light.']);
      expect(JSON.stringify(ada.messages())).toContain('They use water.');
      await click(oldest, 'submit');
      expect(sent()).toEqual(['They use light.']);
    });

    test('skips it once, and answers on the other copies that it was', async () => {
      const { ada, backend, clock, oldest, middle, newest, click, sent } = await copies();
      await click(oldest, 'skip');
      await click(middle, 'skip');
      await click(newest, 'ask');
      expect(ada.modal).toBeNull();
      clock.advance(10_000);
      await backend.got('nack', 1);
      await click(newest, 'skip');
      expect(backend.asked('nack')).toHaveLength(1);
      expect(sent()).toEqual([]);
      expect(ada.notices).toEqual([]);
    });
  },
);
