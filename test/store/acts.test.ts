import type { Kysely } from 'kysely';
import { describe, expect, test } from 'vitest';
import { addModerator, removeModerator } from '../../src/collection/team/moderators.ts';
import { differences } from '../../src/store/acts.ts';
import { answerAppeal, noteAppeal, noteBan } from '../../src/store/bans.ts';
import { askJob, askStop, beginAsked, beginJob } from '../../src/store/jobs.ts';
import { forgetPerson } from '../../src/store/own-rows.ts';
import { proposeText, putUpText } from '../../src/store/own-texts.ts';
import type { Schema } from '../../src/store/schema.ts';
import { changeServer } from '../../src/store/servers.ts';
import { addWebhook, disableWebhook, enableWebhook, removeWebhook } from '../../src/store/webhooks.ts';
import { databases } from '../support/database.ts';
import { dump } from '../support/dump.ts';

const here = { id: '1', locale: 'de' };
const at = (now: number) => ({ by: '7', now });

/** The trail, the oldest first. */
async function trail(db: Kysely<Schema>) {
  const rows = await db.selectFrom('acts').selectAll().orderBy('created_at').execute();
  return rows.map(({ id: _, before, after, ...rest }) => ({
    ...rest,
    before: JSON.parse(before),
    after: JSON.parse(after),
  }));
}

describe.each(databases)('the trail of managers on $name', ({ open }) => {
  test('says what of a server was chosen and what before, and nothing where nothing has changed', async () => {
    const db = await open();
    await changeServer(db, here, { languages: ['de'] }, at(1));
    await changeServer(db, here, { languages: ['de'], weekly: true }, at(2));
    await changeServer(db, here, { weekly: true }, at(3));
    await changeServer(db, here, { logChannel: '5', languages: [] }, { by: '8', now: 4 });
    await changeServer(db, here, { logChannel: undefined }, at(5));
    const about = { act: 'server', subject: '1', person_id: null };
    expect(await trail(db)).toEqual([
      { ...about, actor: '7', created_at: 1, before: { languages: [] }, after: { languages: ['de'] } },
      { ...about, actor: '7', created_at: 2, before: { weekly: false }, after: { weekly: true } },
      {
        ...about,
        ...{ actor: '8', created_at: 4 },
        before: { languages: ['de'], logChannel: null },
        after: { languages: [], logChannel: '5' },
      },
      { ...about, actor: '7', created_at: 5, before: { logChannel: '5' }, after: { logChannel: null } },
    ]);
  });

  test('says who was named a moderator and who is none any more, each once', async () => {
    const db = await open();
    const person = { kind: 'person', id: '9', guild_id: '' } as const;
    const role = { kind: 'role', id: '33', guild_id: '1' } as const;
    for (const now of [1, 2]) await addModerator(db, person, at(now));
    await addModerator(db, role, at(3));
    for (const now of [4, 5]) await removeModerator(db, person, at(now));
    expect(await trail(db)).toMatchObject([
      { act: 'team_add', person_id: '9', subject: '', created_at: 1 },
      { act: 'team_add', person_id: null, subject: '33', created_at: 3 },
      { act: 'team_remove', person_id: '9', before: { since: 1 }, created_at: 4 },
    ]);
  });

  test('has the text that held before another was put up', async () => {
    const db = await open();
    const texts = ['One', 'Two'];
    for (const [index, text] of texts.entries()) {
      const id = await proposeText(db, { kind: 'consent', lang: 'en', text, by: '7' }, 1);
      expect(await putUpText(db, id, { asksAgain: index === 1 }, at(index))).toBe(true);
      expect(await putUpText(db, id, { asksAgain: true }, at(9))).toBe(false);
    }
    expect(await trail(db)).toMatchObject([
      { act: 'text', subject: 'consent.en', before: { text: '' }, after: { text: 'One' } },
      { before: { text: 'One' }, after: { text: 'Two', asksAgain: true } },
    ]);
  });

  test('names a webhook by its host: neither its secret nor the rest of its address is in there', async () => {
    const db = await open();
    const url = 'https://hooks.test/tok-en?key=se-cret';
    const { id, secret } = await addWebhook(db, { url, events: ['collection.tree_finished'] }, at(1));
    expect(await enableWebhook(db, id, at(2))).toBe(false);
    await disableWebhook(db, id, 3);
    expect(await enableWebhook(db, id, at(4))).toBe(true);
    expect(await removeWebhook(db, id, at(5))).toBe(true);
    expect(await removeWebhook(db, id, at(6))).toBe(false);
    const events = ['collection.tree_finished'];
    expect(await trail(db)).toMatchObject([
      { act: 'webhook_add', subject: 'hooks.test', before: {}, after: { events }, created_at: 1 },
      { act: 'webhook_enable', before: { enabled: false }, after: { enabled: true }, created_at: 4 },
      { act: 'webhook_remove', before: { events, enabled: true }, after: {}, created_at: 5 },
    ]);
    for (const hidden of [secret, 'tok-en', 'se-cret']) expect(await dump(db), hidden).not.toContain(hidden);
  });

  test('says which jobs were begun and stopped, and nothing of one that had no turn', async () => {
    const db = await open();
    const job = { person_id: '7', locale: 'en-US', wish: {}, said: [] };
    const hold = (now: number) => ({ now, until: now + 1 });
    const begun = await beginJob(
      db,
      { ...job, kind: 'export' },
      { act: 'export', subject: 'trees' },
      hold(1),
    );
    expect(await beginJob(db, { ...job, kind: 'backup' }, { act: 'backup' }, hold(2))).toBeUndefined();
    const asked = await askJob(db, { ...job, kind: 'import' }, 3);
    expect(await beginAsked(db, asked.id, [], { act: 'import' }, hold(4))).toBe('busy');
    for (const now of [5, 6]) await askStop(db, begun?.id ?? '', now);
    expect(await trail(db)).toMatchObject([
      { act: 'export', subject: 'trees', actor: '7', created_at: 1 },
      { act: 'job_stop', subject: 'export', actor: '7', created_at: 5 },
    ]);
  });

  test('a manager who is forgotten leaves what they did, without that it was them and what they brought', async () => {
    const db = await open();
    const job = { kind: 'import', person_id: '7001', locale: 'en-US', wish: {}, said: [] };
    await beginJob(db, job, { act: 'import', subject: 'cv-of-ada.jsonl' }, { now: 1, until: 2 });
    await addModerator(db, { kind: 'person', id: '8002', guild_id: '' }, { by: '7001', now: 2 });
    await noteBan(db, { personId: '8002', reason: 'Rude', by: '42' }, 3);
    const appeal = await noteAppeal(db, '8002', 'No.', 4);
    await answerAppeal(db, appeal?.appeal_id ?? '', { answer: 'Yes.', by: '42' }, 5);
    for (const personId of ['7001', '8002'])
      expect(
        await forgetPerson(db, personId, { forgetSessions: async () => {}, delivered: false, now: 9 }),
      ).toBe(true);
    expect(await trail(db)).toMatchObject([
      { act: 'import', actor: '', subject: '' },
      { act: 'team_add', actor: '', person_id: '' },
      { act: 'appeal_answer', actor: '42', person_id: '' },
    ]);
    for (const trace of ['7001', '8002', 'cv-of-ada']) expect(await dump(db), trace).not.toContain(trace);
  });
});

test('what differs is told by name, a list by what is in it', () => {
  expect(differences({ a: [1], b: 2, c: 3 }, { a: [1], b: undefined, c: 4, d: 5 })).toEqual({
    before: { b: 2, c: 3, d: null },
    after: { b: null, c: 4, d: 5 },
  });
});
