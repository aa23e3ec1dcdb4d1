import { describe, expect, test } from 'vitest';
import { thankedIn } from '../../src/collection/public/weekly-card.ts';
import { changeServer } from '../../src/store/servers.ts';
import { namesIn } from '../../src/store/thanks.ts';
import { botWith } from '../support/bot.ts';
import { waitFor } from '../support/wait-for.ts';

const MINUTE = 60_000;
const WEEK = 7 * 24 * 60 * MINUTE;
const progress = {
  goal: 0,
  trees: { ready_for_export: 4, growing: 2 },
  languages: [],
  days: [{ day: '2026-03-01', messages: 31 }],
  wanted: { label_assistant_reply: 5, sing_song: 3 },
};

const score = (username: string, auth_method: string) => ({
  user_id: crypto.randomUUID(),
  username,
  auth_method,
  display_name: 'somebody',
});

const thanks = /(?:Thanks to|ありがとうございます)\n(.*)$/m;

/** A server with weekly summaries in #tasks, Ada who took part and Ben who did not agree to be named. */
async function house(locale = 'en-US') {
  const scene = await botWith([]);
  const { sandbox, backend, clock, db } = scene;
  const [ada, ben] = [await scene.contributor('Ada'), await scene.contributor('Ben')];
  const always = (endpoint: string, body: () => object) => {
    const answer = (): Response => {
      backend.answer(endpoint, answer);
      return Response.json(body());
    };
    backend.answer(endpoint, answer);
  };
  always('progress', () => progress);
  always('week', () => ({
    time_frame: 'week',
    leaderboard: [score(ada.id, 'discord'), score(ben.id, 'discord'), score(ada.id, 'local')],
  }));
  const server = { id: sandbox.guildId, locale };
  const postChannel = sandbox.channels.idOf('tasks');
  await changeServer(db, server, { weekly: true, postChannel }, { by: 'mia', now: 0 });
  const zoe = sandbox.person('Zoe').go('tasks');
  const summaries = () => zoe.messages().filter((message) => /This week|今週/.test(zoe.text(message)));
  return {
    ...scene,
    ada,
    ben,
    zoe,
    summaries,
    /** Lets minutes pass until something holds; somebody is heard of in each, so that the gateway is not taken for dead. */
    async minutesUntil(holds: () => boolean) {
      await waitFor(async () => {
        if (holds()) return true;
        clock.advance(MINUTE);
        await sandbox.person('Liv').command('help');
        return false;
      });
    },
  };
}

test('a week is summed up once, with open work, and with thanks to those who agreed to be named', async () => {
  const { ada, zoe, db, summaries, minutesUntil, clock } = await house();
  const begun = async () =>
    (await db.selectFrom('servers').select('summed_up_at').execute())[0]?.summed_up_at;
  clock.advance(MINUTE);
  await waitFor(async () => (await begun()) !== null);
  await waitFor(() => zoe.messages().length === 1); // the public message
  expect(summaries()).toEqual([]);
  await db.updateTable('people').set({ named_at: 1 }).where('id', '=', ada.id).execute();
  await db
    .updateTable('servers')
    .set({ summed_up_at: clock.now() - WEEK })
    .execute();
  await minutesUntil(() => summaries().length === 1);
  const text = zoe.text(summaries()[0]);
  expect(text).toContain('Messages written: **31**');
  expect(text).toContain('• Label an assistant reply: 5');
  expect(text).not.toContain('sing_song');
  expect(thanks.exec(text)?.[1]).toBe('Ada');
  const at = await begun();
  clock.advance(MINUTE);
  await ada.command('help');
  expect(await begun()).toBe(at);
  expect(summaries()).toHaveLength(1);
});

test('whoever has taken part can agree to be named, and take that back; others are told to take part first', async () => {
  const { ada, zoe, db, summaries, minutesUntil, clock } = await house();
  const named = async () =>
    (await db.selectFrom('people').select('named_at').where('id', '=', ada.id).executeTakeFirst())?.named_at;
  await db
    .updateTable('servers')
    .set({ summed_up_at: clock.now() - WEEK })
    .execute();
  await minutesUntil(() => summaries().length === 1);
  await zoe.click('Thank me by name');
  expect(zoe.text()).toContain('Take part first');
  await ada.go('tasks').click('Thank me by name');
  expect(ada.last().ephemeral).toBe(true);
  expect(await named()).toBe(clock.now());
  await ada.click('Do not name me');
  expect(await named()).toBeNull();
});

describe('a name in a summary that stands', () => {
  /** A summary that thanks Ada and Ben, and what it says of that; undefined once it thanks nobody. */
  async function thanked({ locale = 'en-US', list = 'Ada, Ben' } = {}) {
    const scene = await house(locale);
    const { ada, ben, zoe, db, clock, summaries, minutesUntil } = scene;
    await db.updateTable('people').set({ named_at: 1 }).where('id', 'in', [ada.id, ben.id]).execute();
    await db
      .updateTable('servers')
      .set({ summed_up_at: clock.now() - WEEK })
      .execute();
    await minutesUntil(() => summaries().length === 1);
    const posted = () =>
      db.selectFrom('posts').select('id').where('id', 'like', 'weekly:%').where('state', '=', 'posted');
    await waitFor(async () => (await posted().execute()).length === 1);
    const said = () => thanks.exec(zoe.text(summaries()[0]))?.[1];
    expect(said()).toBe(list);
    return { ...scene, said };
  }

  test('is taken out when its person takes back that they agreed, and the others stay', async () => {
    const { ada, ben, db, said, summaries, minutesUntil } = await thanked();
    await ada.command('privacy');
    await ada.click('Do not name me');
    await minutesUntil(() => said() === 'Ben');
    await ben.command('privacy');
    await ben.click('Do not name me');
    await minutesUntil(() => said() === undefined);
    expect(summaries()).toHaveLength(1);
    const kept = await db.selectFrom('posts').select('payload').where('id', 'like', 'weekly:%').execute();
    for (const trace of [ada.id, ben.id, 'Ada', 'Ben']) expect(JSON.stringify(kept)).not.toContain(trace);
  });

  test('stands in a list as the server’s language writes it, and is taken out of that as well', async () => {
    const { ada, said, minutesUntil } = await thanked({ locale: 'ja', list: 'Ada、Ben' });
    await ada.command('privacy');
    await ada.click('Do not name me');
    await minutesUntil(() => said() === 'Ben');
  });

  test('is taken out when its person is forgotten, and the summary stays', async () => {
    const { ada, db, said, summaries, minutesUntil } = await thanked();
    await ada.command('privacy');
    await ada.click('Delete everything');
    await ada.submit({ 'Type DELETE to confirm': 'DELETE' });
    await minutesUntil(() => said() === 'Ben');
    expect(summaries()).toHaveLength(1);
    const kept = await db.selectFrom('posts').select('payload').where('id', 'like', 'weekly:%').execute();
    for (const trace of [ada.id, 'Ada']) expect(JSON.stringify(kept)).not.toContain(trace);
  });

  test('is no longer kept where somebody has deleted the summary, which is not written again', async () => {
    const { ada, db, summaries } = await thanked();
    await db
      .updateTable('posts')
      .set({ state: 'failed', failure: 'deleted' })
      .where('id', 'like', 'weekly:%')
      .execute();
    const { version } = await db
      .selectFrom('posts')
      .select('version')
      .where('id', 'like', 'weekly:%')
      .executeTakeFirstOrThrow();
    await ada.command('privacy');
    await ada.click('Do not name me');
    const [post] = await db.selectFrom('posts').selectAll().where('id', 'like', 'weekly:%').execute();
    expect(post).toMatchObject({ state: 'failed', version });
    expect(post?.payload).not.toContain(ada.id);
    expect(summaries()).toHaveLength(1);
  });
});

test('of more people than a summary has room for, whole names are shown', () => {
  const people = Array.from({ length: 200 }, (_, number) => ({
    id: String(number),
    name: `Somebody ${number}`,
  }));
  const shown = thankedIn(people, ', ');
  expect(namesIn(shown, ', ').length).toBeLessThanOrEqual(1_000);
  const onePastThem = people.slice(0, shown.length + 1);
  expect(namesIn(onePastThem, ', ').length).toBeGreaterThan(1_000);
  expect(shown).toEqual(people.slice(0, shown.length));
});
