import { expect, onTestFinished, test } from 'vitest';
import type { Person } from '../../sandbox/driver/person.ts';
import { noDeeds } from '../../src/backend/standings/score.ts';
import { codes } from '../../src/oasst/errors.ts';
import { botWith } from '../support/bot.ts';
import { testClock } from '../support/clock.ts';
import { botWithBackend } from '../support/embedded.ts';
import { freshFolder } from '../support/folder.ts';
import { seededRandom } from '../support/random.ts';
import { translator } from '../support/scenes.ts';
import { refusal } from '../support/scripted-backend.ts';
import { id } from '../support/tasks.ts';

/** Boards with so many people on them, by what they are called; Ada has that place on each. */
async function boards(places: Record<string, { people: number; ada: number | undefined }>) {
  const clock = testClock(() => house.sandbox.clock.advance(0));
  const house = await botWithBackend({ dataDir: await freshFolder(), clock, random: seededRandom(4) });
  onTestFinished(() => house.close());
  const ada = await house.contributor('Ada');
  const { db } = house;
  const own = await db
    .selectFrom('backend_users')
    .selectAll()
    .where('username', '=', ada.id)
    .executeTakeFirstOrThrow();
  const most = Math.max(...Object.values(places).map(({ people }) => people));
  const others = Array.from({ length: most }, (_, index) => ({
    ...own,
    id: crypto.randomUUID(),
    username: `other-${index + 1}`,
    display_name: `Person ${index + 1}`,
  }));
  await db.insertInto('backend_users').values(others).execute();
  for (const [time_frame, board] of Object.entries(places)) {
    const standings_id: string = crypto.randomUUID();
    const count = { id: standings_id, edition: 1, base_at: null, counted_at: clock.now() };
    await db
      .insertInto('backend_standings')
      .values({ ...count, time_frame: time_frame as 'week' })
      .execute();
    const users: string[] = others.slice(0, board.people).map((user) => user.id);
    if (board.ada !== undefined) users.splice(board.ada - 1, 1, own.id);
    const scores = users.map((user_id, index) => ({
      standings_id,
      user_id,
      rank: index + 1,
      leader_score: 100 - index,
      deeds: JSON.stringify(noDeeds),
    }));
    await db.insertInto('backend_scores').values(scores).execute();
  }
  return { ...house, ada, own };
}

const listed = (person: Person) =>
  [...person.text().matchAll(/\*\*(\d+)\.\*\*/g)].map(([, rank]) => Number(rank));

test('/leaderboard shows ten in one call, and somebody further down among their neighbors', async () => {
  const { sandbox, ada } = await boards({ week: { people: 15, ada: 13 } });
  const mark = sandbox.requests.mark();
  await ada.command('leaderboard');
  expect(sandbox.requests.since(mark)).toHaveLength(1);
  expect(ada.text()).toContain('Leaderboard · 7 days');
  expect(ada.text()).toMatch(/Counted <t:\d+:R>\.\nCounted anew every 15 minutes\./);
  expect(ada.text()).toContain('🥇 **1.** Person 1 · 100 points · level 11');
  expect(listed(ada)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13, 14]);
  expect(ada.text()).toMatch(/\n…\n\*\*12\.\*\*/);
  expect(ada.text()).toMatch(/\*\*➤\*\* \*\*13\.\*\* Ada · 88 points · level \d+ \(you\)/);
});

test('who is among the ten, or right behind them, is not listed twice', async () => {
  const { ada } = await boards({ day: { people: 15, ada: 2 }, week: { people: 15, ada: 11 } });
  await ada.command('leaderboard', { period: 'day' });
  expect(listed(ada)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  await ada.click('7 days');
  expect(listed(ada)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  expect(ada.text()).not.toContain('…');
});

test('a language has a board of its own, which other periods keep to', async () => {
  const { ada } = await boards({
    week: { people: 5, ada: 5 },
    'week:de': { people: 3, ada: 1 },
    'total:de': { people: 2, ada: undefined },
  });
  await ada.command('leaderboard', { language: 'German' });
  expect(ada.text()).toContain('Leaderboard · 7 days · German');
  expect(ada.text()).toContain('🥇 **➤** **1.** Ada');
  expect(listed(ada)).toEqual([1, 2, 3]);
  await ada.click('All time');
  expect(ada.text()).toContain('Leaderboard · All time · German');
  expect(ada.text()).toContain('You have no points here yet that were counted.');
});

test('whoever asked to be left out is nowhere to be seen, and is told why', async () => {
  const { db, ada, own, contributor } = await boards({ week: { people: 5, ada: 3 } });
  await db.updateTable('backend_users').set({ show_on_leaderboard: 0 }).where('id', '=', own.id).execute();
  await ada.command('leaderboard');
  expect(ada.text()).toContain('you asked to be left out of the leaderboard');
  expect(listed(ada)).toEqual([1, 2, 4, 5]);
  const ben = await contributor('Ben');
  await ben.command('leaderboard');
  expect(ben.text()).not.toContain('Ada');
  expect(ben.text()).toContain('A number is missing where somebody is no longer listed.');
  expect(ben.text()).toContain('You have no points here yet');
});

test('whoever is a stranger sees the board, and the backend learns nothing of them', async () => {
  const { sandbox, db } = await boards({ week: { people: 2, ada: undefined } });
  const cem = sandbox.person('Cem');
  await cem.command('leaderboard');
  expect(listed(cem)).toEqual([1, 2]);
  expect(cem.text()).toContain('your first answer puts you there');
  const known = await db.selectFrom('backend_users').select('id').where('username', '=', cem.id).execute();
  expect(known).toEqual([]);
});

test.each([
  ['says in another form', () => Response.json({ tomorrow: [] })],
  ['does not offer', () => new Response(null, { status: 404 })],
])(
  'a board of a language that the backend %s is that of all languages, and this is said',
  async (_how, of) => {
    const { backend, contributor } = await botWith();
    const ada = await contributor('Ada');
    const row = { user_id: id('e'), username: 'ben', auth_method: 'discord', display_name: 'Ben', rank: 1 };
    const medals = { leader_score: 12, level: 3, medals: { gold: 2 } }; // more than is known here
    backend.answer(ada.id, () => refusal(404, codes.userNotFound));
    backend.answer('de', of);
    backend.answer('week', () =>
      Response.json({ time_frame: 'week', leaderboard: [{ ...row, ...medals }], season: 3 }),
    );
    await ada.command('leaderboard', { language: 'German' });
    expect(ada.text()).toContain('🥇 **1.** Ben · 12 points · level 3');
    expect(ada.text()).not.toContain('7 days · German');
    expect(ada.text()).toContain(translator.words('en')('board.all_languages'));
    expect(ada.notices).toEqual([]);
  },
);

test('a board that nobody is on says how often it is counted, and not that it was', async () => {
  const { ada } = await boards({ week: { people: 2, ada: undefined } });
  await ada.command('leaderboard', { period: 'total' });
  expect(ada.text()).toContain('No points have been counted for this yet.');
  expect(ada.text()).not.toContain('You have no points');
  expect(ada.text()).toContain('Counted anew every 4 hours.');
  expect(ada.text()).not.toContain('Counted <t:');
});

test('names are only names, whatever is in them', async () => {
  const { db, ada } = await boards({ week: { people: 2, ada: undefined } });
  const names = ['**bold**\n# [x](https://evil.test) <@1>', '@everyone'];
  for (const [index, display_name] of names.entries())
    await db
      .updateTable('backend_users')
      .set({ display_name })
      .where('username', '=', `other-${index + 1}`)
      .execute();
  await ada.command('leaderboard');
  const first =
    ada
      .text()
      .split('\n')
      .find((text) => text.includes('**1.**')) ?? '';
  expect(first).toContain('\\*\\*bold\\*\\*');
  expect(first).not.toMatch(/\]\(|<@1>/);
  expect(ada.text()).not.toMatch(/@everyone/);
});

test('a backend without boards of languages is shown with all of them, and that is said', async () => {
  const { backend, contributor } = await botWith();
  const ada = await contributor('Ada');
  const user = { id: ada.id, display_name: 'Ada', auth_method: 'discord', user_id: id('e'), enabled: true };
  backend.answer(ada.id, () => Response.json(user));
  backend.answer('de', () => Response.json({ detail: 'Not Found' }, { status: 404 }));
  const score = { user_id: id('e'), username: ada.id, auth_method: 'discord', display_name: 'Ada', rank: 1 };
  const board = { time_frame: 'week', leaderboard: [{ ...score, leader_score: 3, level: 1 }] };
  backend.answer('week', () => Response.json(board));
  backend.answer('window', () => Response.json(board));
  await ada.command('leaderboard', { language: 'de' });
  expect(ada.text()).toContain('**1.** Ada · 3 points');
  expect(ada.text()).toContain('no leaderboard by language');
  expect(ada.text()).not.toContain('Counted');
});

test('a control of another version is refused kindly', async () => {
  const { sandbox, ada } = await boards({ week: { people: 2, ada: 1 } });
  await ada.command('leaderboard');
  await sandbox.forge(ada.id, { messageId: ada.last().id, customId: 'v1:board:-:century' });
  expect(ada.text()).toContain('older version');
});

/** A board of the backend's with these rows, and around Ada. */
async function told(rows: readonly object[], around: readonly object[]) {
  const { backend, contributor, clock } = await botWith();
  const ada = await contributor('Ada');
  const user = { id: ada.id, display_name: 'Ada', auth_method: 'discord', user_id: id('e'), enabled: true };
  const answers = () => {
    backend.answer(ada.id, () => Response.json(user));
    backend.answer('week', () => Response.json({ time_frame: 'week', leaderboard: rows }));
    backend.answer('window', () => Response.json({ time_frame: 'week', leaderboard: around }));
  };
  answers();
  await ada.command('leaderboard');
  return { ada, backend, answers, clock };
}

const scored = (name: string, rank: number, more: object = {}) => ({
  ...{ user_id: id(String(rank)), username: name, auth_method: 'discord', display_name: name, rank },
  ...{ leader_score: 20 - rank, level: 1, ...more },
});

const UNREAD =
  'Not everybody is listed: the task server told of some in a form that this version of me cannot read.';
const GAP = 'A number is missing where somebody is no longer listed.';

test('one row that cannot be read hides no other, and that one is left out is said', async () => {
  const rows = [scored('Ben', 1), scored('Cem', 2, { leader_score: 'many' }), scored('Dan', 3)];
  const { ada } = await told(rows, [scored('Ada', 9)]);
  expect(listed(ada)).toEqual([1, 3, 9]);
  expect(ada.text()).toContain(UNREAD);
  expect(ada.text()).not.toContain(GAP);
});

test('a neighbor who cannot be read is told of as well', async () => {
  const { ada } = await told([scored('Ben', 1)], [scored('Cem', 8, { user_id: 7 }), scored('Ada', 9)]);
  expect(listed(ada)).toEqual([1, 9]);
  expect(ada.text()).toContain(UNREAD);
});

test('a board of which nothing can be read is not called one that nobody is on', async () => {
  const { ada } = await told([null as never, scored('Ben', 1, { rank: 'first' })], []);
  expect(listed(ada)).toEqual([]);
  expect(ada.text()).toContain(UNREAD);
  expect(ada.text()).not.toContain('No points have been counted');
});

test('how often scores are counted is asked for once an hour', async () => {
  const { ada, backend, answers, clock } = await told([scored('Ben', 1)], []);
  const asked = () => backend.received.filter(({ path }) => path.includes('backend_settings')).length;
  expect(asked()).toBe(1);
  answers();
  await ada.command('leaderboard');
  expect(asked()).toBe(1);
  clock.advance(60 * 60_000);
  answers();
  await ada.command('leaderboard');
  expect(asked()).toBe(2);
});
