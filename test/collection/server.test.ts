import { describe, expect, test } from 'vitest';
import { findServer } from '../../src/store/servers.ts';
import { botWith, type Scene, type SceneOptions } from '../support/bot.ts';
import { passTime } from '../support/discord-faults.ts';
import { waitFor } from '../support/wait-for.ts';

/** A bot on a server with a manager, and what tests ask of both. */
async function house(options: SceneOptions = {}) {
  const scene = await botWith([], options);
  const mia = scene.sandbox.person('Mia', { manager: true });
  const { idOf } = scene.sandbox.channels;
  return { ...scene, mia, general: idOf('general'), tasks: idOf('tasks'), inTasks: reader(scene, 'tasks') };
}

/** What anybody reads in a channel. */
function reader({ sandbox }: Scene, channel: string) {
  return () => sandbox.person('Zoe').go(channel).messages();
}

describe.each(['setup', 'settings server'])('/%s', (command) => {
  test('is offered to those who may manage the server, and refused to others who use it all the same', async () => {
    const { sandbox, mia } = await house();
    const ada = sandbox.person('Ada');
    await expect(ada.command(command)).rejects.toThrow();
    await mia.command(command);
    expect(mia.last().ephemeral).toBe(true);
    expect(mia.text()).toContain('Set up this server');
    expect(mia.text()).toContain('each person’s own');
    expect(mia.text()).toContain('none yet');
  });
});

describe('what a manager chooses', () => {
  test('is kept at once and shown: languages, kinds, the summary, and taken back again', async () => {
    const { sandbox, mia, db } = await house();
    await mia.command('setup');
    await mia.select('v1:server:languages:', ['de', 'en']);
    expect(mia.text()).toContain('**Languages:** German, English');
    await mia.select('v1:server:kinds:', ['assistant_reply', 'label_initial_prompt']);
    expect(mia.text()).toContain('**Kinds of tasks:** Reply as the assistant, Label a prompt');
    await mia.click('Turn weekly summary on');
    expect(mia.text()).toContain('**Weekly summary:** on');
    expect(await findServer(db, sandbox.guildId)).toMatchObject({
      languages: ['de', 'en'],
      kinds: ['assistant_reply', 'label_initial_prompt'],
      weekly: true,
    });
    await mia.select('v1:server:languages:', []);
    await mia.select('v1:server:kinds:', []);
    await mia.click('Turn weekly summary off');
    expect(await findServer(db, sandbox.guildId)).toMatchObject({ languages: [], kinds: [], weekly: false });
    expect(mia.messages()).toHaveLength(1);
  });

  test('is taken from nobody who may no longer manage the server', async () => {
    const { sandbox, mia, db } = await house();
    await mia.command('setup');
    sandbox.person('Mia', { manager: false });
    await mia.select('v1:server:languages:', ['de']);
    expect(mia.text()).toContain('manage this server');
    expect(await findServer(db, sandbox.guildId)).toBeUndefined();
  });

  test('cannot be a channel of another server, or a language or kind that nobody offered', async () => {
    const { sandbox, mia, db, inTasks } = await house();
    await mia.command('setup');
    const carrier = mia.last().id;
    const forged = (customId: string, values: string[]) =>
      sandbox.forge(mia.id, { messageId: carrier, customId, values });
    await forged('v1:server:kinds:', ['everything']);
    await forged('v1:server:languages:', ['%%%']);
    expect(await findServer(db, sandbox.guildId)).toBeUndefined();
    await forged('v1:server:post:', ['12345678901234567']);
    expect(await db.selectFrom('posts').select('id').execute()).toEqual([]);
    expect(inTasks()).toEqual([]);
  });
});

describe('the log channel', () => {
  test('gets a test message that anybody there sees', async () => {
    const { mia, tasks, inTasks } = await house();
    await mia.command('setup');
    await mia.select('v1:server:log:', tasks);
    expect(mia.text()).toContain('works, and has a test message');
    expect(inTasks()).toHaveLength(1);
    expect(inTasks()[0]?.embeds[0]?.description).toContain(`<@${mia.id}>`);
  });

  test.each([
    ['view', 'cannot see it'],
    ['send', 'lacks there: **Send Messages**'],
    ['attach', 'lacks there: **Attach Files**'],
  ] as const)('without the right to %s is kept, and what to mend is said', async (right, said) => {
    const { sandbox, mia, db, tasks } = await house();
    sandbox.channels.deny('tasks', right);
    await mia.command('setup');
    await mia.select('v1:server:log:', tasks);
    expect(mia.text()).toContain(said);
    expect((await findServer(db, sandbox.guildId))?.logChannel).toBe(tasks);
    sandbox.channels.allow('tasks', right);
    await mia.click('Check again');
    expect(mia.text()).not.toContain(said);
    expect(mia.text()).toContain('works');
  });

  test('that is gone is said to be gone', async () => {
    const { sandbox, mia, tasks } = await house();
    await mia.command('setup');
    await mia.select('v1:server:log:', tasks);
    sandbox.channels.remove('tasks');
    await mia.command('settings server');
    expect(mia.text()).toContain('not on this server any more');
  });
});

describe('the public message', () => {
  test('stands in its channel with the button that gives a private task, consent first', async () => {
    const { sandbox, mia, tasks, inTasks } = await house();
    await mia.command('setup');
    await mia.select('v1:server:post:', tasks);
    expect(inTasks()).toHaveLength(1);
    const ada = sandbox.person('Ada').go('tasks');
    await ada.click('Start');
    expect(ada.last().ephemeral).toBe(true);
    expect(ada.buttons()).toContain('I agree');
    expect(inTasks()).toHaveLength(1); // nobody else sees that
  });

  test('is in the language of the server, whoever sets it up', async () => {
    const { sandbox, tasks, inTasks } = await house({ guildLocale: 'de' });
    const mia = sandbox.person('Mia', { manager: true, locale: 'fr' });
    await mia.command('setup');
    await mia.select('v1:server:post:', tasks);
    expect(inTasks()[0]?.embeds[0]?.title).toBe('Hilf mit, einen offenen Assistenten zu trainieren');
  });

  test('moves to another channel and leaves nothing behind, and goes when none is chosen', async () => {
    const { sandbox, clock, db, mia, general, tasks, inTasks } = await house();
    const inGeneral = () => sandbox.person('Zoe').go('general').messages();
    await mia.go('tasks').command('setup');
    await mia.select('v1:server:post:', tasks);
    await mia.select('v1:server:post:', general);
    await passTime(clock, () => inTasks().length === 0);
    expect(inGeneral()).toHaveLength(1);
    await mia.select('v1:server:post:', []);
    await passTime(clock, () => inGeneral().length === 0);
    await waitFor(async () => (await db.selectFrom('posts').select('id').execute()).length === 0);
    expect(await db.selectFrom('posts').select('id').execute()).toEqual([]);
  });
});
