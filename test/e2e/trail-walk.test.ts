import { expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import { controls } from '../../src/bot/controls.ts';
import type { Audience } from '../../src/discord/audience.ts';
import { beginJob } from '../../src/store/jobs.ts';
import { disableWebhook, listWebhooks } from '../../src/store/webhooks.ts';
import { caseSaying, type ModerationScene, moderationScene } from '../support/moderation.ts';
import { translator } from '../support/scenes.ts';
import { unknownTables, watchTrail } from '../support/trail-watch.ts';

const isManagers = (audience: Audience | undefined) => audience !== 'everybody' && audience !== 'contributor';

/** Every command, with its subcommands, and every control that is for managers or moderators alone. */
function everything(): string[] {
  const ways = commands(translator).flatMap(({ data, for: who }) => {
    const named = ('options' in data ? (data.options ?? []) : []).filter(({ type }) => type <= 2);
    const names = named.length === 0 ? [''] : named.map(({ name }) => name);
    return names
      .filter((name) => isManagers(typeof who === 'string' ? who : who[name]))
      .map((name) => `/${data.name} ${name}`.trim());
  });
  return [...ways, ...controls.filter((control) => isManagers(control.for)).map(({ name }) => name)];
}

async function runTheCollection({ owner, sandbox, clock, db }: ModerationScene) {
  const zoe = sandbox.person('Zoe');
  await owner.command('status');
  await owner.command('team show');
  await owner.command('team add', { person: zoe.id });
  clock.advance(1_000);
  await owner.command('team remove', { person: zoe.id });

  await owner.command('settings collection');
  for (const button of ['Cancel', 'Apply']) {
    await owner.select('Change a subject …', 'Reviews and rankings');
    await owner.submit({ 'Reviews for a reply': '2' });
    await owner.click(button);
  }
  for (const button of ['Cancel', 'Put up', 'Put up and ask everybody']) {
    await owner.command('settings text', { what: 'consent', language: 'en' });
    await owner.submit({ text: `Before ${button}.` });
    await owner.click(button);
  }

  await owner.command('campaign create', { name: 'Kitchen' });
  await owner.command('campaign edit', { name: 'Kitchen', goal: 5 });
  await owner.command('campaign list');
  await owner.select('Show a campaign', 'Kitchen');
  await owner.click('End the campaign');
  await owner.click('Open it again');
  await owner.command('campaign show', { name: 'Kitchen' });
  await owner.command('campaign end', { name: 'Kitchen' });

  await owner.command('webhook add', { url: 'http://127.0.0.1:9/hook?token=se-cret' });
  await owner.command('webhook list');
  const [webhook] = await listWebhooks(db);
  await disableWebhook(db, webhook?.id ?? '', clock.now());
  await owner.command('webhook list');
  await owner.click('Turn on 1');
  await owner.click('Remove 1');

  await owner.command('team audit');
  await owner.click('Older');
}

async function setUpAServer({ sandbox }: ModerationScene) {
  const sam = sandbox.person('Sam', { manager: true });
  await sam.command('settings server');
  await sam.command('setup');
  await sam.select('v1:server:languages:', ['de']);
  await sam.select('v1:server:kinds:', ['assistant_reply']);
  await sam.select('v1:server:kinds:', []);
  await sam.select('v1:server:log:', [sandbox.channels.idOf('general')]);
  await sam.select('v1:server:post:', [sandbox.channels.idOf('general')]);
  await sam.click('Turn weekly summary on');
  await sam.click('Check again');
}

async function moveFiles({ owner, db, clock, sandbox }: ModerationScene) {
  await owner.command('export', { format: 'messages', state: 'all', filters: '--unaccepted yes' });
  await owner.until(() => owner.text().includes('Exported'));
  await owner.command('backup');
  await owner.until(() => owner.text().includes('.sqlite'));
  for (const button of ['Cancel', 'Import']) {
    const file = owner.attach('prompts.jsonl', '{"text": "Why is bread brown?", "lang": "en"}\n');
    await owner.command('import', { file });
    await owner.until(() => owner.buttons().includes('Import'));
    await owner.click(button);
  }
  await owner.until(() => owner.text().includes('The import is done.'));
  const hold = { now: clock.now(), until: clock.now() + 60_000 };
  const asked = { kind: 'export', person_id: owner.id, locale: 'en-US', wish: {}, said: [] };
  const job = (await beginJob(db, asked, { act: 'export' }, hold)) ?? expect.fail(); // another process's
  for (const name of ['jobshow', 'jobstop'])
    await sandbox.forge(owner.id, { messageId: owner.last().id, customId: `v1:${name}:${job.id}:` });
}

async function moderate(at: ModerationScene) {
  const { mo, ada, ben } = at;
  await at.report(ben, 'Rude.');
  await mo.click('Delete', { on: await caseSaying(at, 'Reported message') });
  await mo.click('Cancel');
  await mo.click('Delete', { on: await caseSaying(at, 'Reported message') });
  await mo.click('Confirm');
  await mo.click('Undo', { on: await caseSaying(at, 'deleted it') });
  await mo.click('Disable author', { on: await caseSaying(at, 'took the last decision back') });
  await mo.click('Confirm');
  await mo.submit({ Reason: 'Advertising' });
  await mo.click('Undo', { on: await caseSaying(at, 'disabled its author') });

  await mo.command('moderate queue');
  await mo.command('moderate message', { find: 'bread' });
  await mo.select('Choose a message', 'What is bread @everyone?', { on: mo.last() });
  await mo.click('Stop tree');
  await mo.click('Confirm');
  await mo.click('Undo');
  await mo.click('Edit text');
  await mo.submit({ Text: 'What is bread?' });
  await mo.click('Undo');

  await mo.command('moderate person', { person: ada.id });
  await mo.click('Delete all they wrote');
  await mo.click('Confirm');
  await mo.submit({ Reason: 'Copied' });
  await mo.click('Undo');
  for (const isInLog of [true, false]) {
    await mo.command('moderate person', { person: ada.id });
    await mo.click('Disable');
    await mo.click('Confirm');
    await mo.submit({ Reason: 'Advertising' });
    const disabled = mo.last();
    await ada.command('task');
    await ada.click('Appeal');
    await ada.submit({ 'What do you say to it?': 'I was joking.' });
    if (isInLog) {
      const saying = (text: string) =>
        mo.messages().findLast((post) => !post.ephemeral && mo.text(post).includes(text));
      await at.until(() => saying('I was joking.') !== undefined);
      await mo.click('Answer', { on: saying('I was joking.') ?? expect.fail() });
    } else {
      await mo.command('moderate person', { person: ada.id });
      await mo.click('Answer');
    }
    await mo.submit({ 'Your answer': 'Then be welcome again.' });
    if (isInLog) {
      const deed = () =>
        mo.messages().findLast((post) => !post.ephemeral && mo.buttons(post).includes('Undo'));
      await at.until(() => mo.text(deed() ?? disabled).includes('disabled'));
      await mo.click('Undo', { on: deed() ?? expect.fail() });
    } else {
      await mo.command('moderate person', { person: ada.id });
      await mo.click('Enable');
      await mo.click('Confirm');
    }
  }
  await mo.command('moderate person', { person: ada.id, into: ben.id });
  await mo.click('Confirm');
}

/** What there was nothing of before. */
const beginnings = new Set([
  ...['team_add', 'webhook_add', 'campaign_create', 'import', 'export', 'backup', 'job_stop'],
  'appeal_answer',
]);

test('whatever managers and moderators change leaves an entry with who, when and what was before, and what changes nothing leaves none', async () => {
  const at = await moderationScene();
  expect(await unknownTables(at.db)).toEqual([]);
  const managers = [at.owner, at.mo, at.sandbox.person('Sam')].map(({ id }) => id);
  const uses = watchTrail(at.sandbox, at.db, { people: managers, now: at.clock.now });
  await moderate(at);
  await runTheCollection(at);
  await setUpAServer(at);
  await moveFiles(at);

  expect(everything().filter((name) => !uses.some((use) => use.name === name))).toEqual([]);
  const silent = uses.filter(({ changed, written }) => changed !== written.length > 0);
  expect(silent.map(({ name, changed }) => ({ name, changed }))).toEqual([]);
  expect(
    uses.flatMap(({ written }) =>
      written.filter(({ before, act }) => before === '{}' && !beginnings.has(act)),
    ),
  ).toEqual([]);
  const wrong = uses.flatMap(({ by, from, to, written }) =>
    written.filter(({ who, at: when }) => who !== by || when < from || when > to),
  );
  expect(wrong).toEqual([]);
  const changing = new Set(uses.filter(({ changed }) => changed).map(({ name }) => name));
  expect([...changing].toSorted()).toMatchInlineSnapshot(`
    [
      "/backup",
      "/campaign create",
      "/campaign edit",
      "/campaign end",
      "/export",
      "/team add",
      "/team remove",
      "/webhook add",
      "actundo",
      "answered",
      "campaignend",
      "campaignopen",
      "case",
      "caseask",
      "caseban",
      "caseedited",
      "casesure",
      "importgo",
      "jobstop",
      "personban",
      "personmerge",
      "personsure",
      "personundo",
      "server",
      "setapply",
      "textuse",
      "webhook",
    ]
  `);
});
