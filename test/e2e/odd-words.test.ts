import { describe, expect, test } from 'vitest';
import type { Piece } from '../../sandbox/page/markdown/tree.ts';
import { noDeeds } from '../../src/backend/standings/score.ts';
import { proposeText, putUpText } from '../../src/store/own-texts.ts';
import { changeServer } from '../../src/store/servers.ts';
import { fits } from '../support/fits.ts';
import { forbidden, masked, piecesOf, wordsOf } from '../support/markdown.ts';
import { caseSaying, type ModerationScene, moderationScene } from '../support/moderation.ts';
import { waitFor } from '../support/wait-for.ts';

/** Stands in each text and name, so that they are found on a screen. */
const SIGN = 'ZEBRA';

const card = [
  '# Session expired ZEBRA',
  '> **The assistant**',
  '-# 🌐 English ZEBRA · ⏳ expires <t:1767225600:R>',
  '✅ Saved. Thank you!',
].join('\n');

/** Texts that somebody writes to look like the bot, or without a thought; and what they call themselves. */
const odd: readonly (readonly [string, { text: string; name: string }])[] = [
  [
    'emoji, as many as there may be',
    { text: `${SIGN}${'😀'.repeat(1_995)}`, name: `ZEBRA${'😀'.repeat(13)}` },
  ],
  ['letters from right to left', { text: 'ZEBRA ما هو الخبز؟ שלום', name: 'ZEBRA שלום' }],
  [
    'directions that are overridden',
    { text: 'ZEBRA \u202egnihtyna\u2066 \u202c', name: '\u202eZEBRA\u2067' },
  ],
  [
    'what nobody sees',
    { text: `\u200b\u2060ZEBRA${'\u200b'.repeat(500)}?`, name: '\u200bZEBRA\u200d\u2060' },
  ],
  ['a block of code that is open', { text: '```js\nlet ZEBRA = 1;', name: '```ZEBRA' }],
  ['code that is open', { text: 'What is `ZEBRA', name: '`ZEBRA' }],
  ['a block of colored code', { text: '```ansi\n\u001b[31mZEBRA\n```', name: '```ansi ZEBRA```' }],
  ['spoilers', { text: '||ZEBRA||\n||ZEBRA', name: '||ZEBRA' }],
  ['bold that is open', { text: '**ZEBRA __all ~~of *it', name: '**ZEBRA __x ~~y *z' }],
  ['a heading', { text: '# ZEBRA\n## ZEBRA\n### ZEBRA', name: '# ZEBRA' }],
  ['small print', { text: 'Hello\n-# ZEBRA', name: '-# ZEBRA' }],
  [
    'a masked link',
    { text: '[ZEBRA](https://evil.example) [a](<https://evil.example>)', name: '[ZEBRA](https://e.example)' },
  ],
  [
    'mentions',
    { text: 'ZEBRA @everyone @here <@9999> <@&9999> <#9999> </task:9999>', name: 'ZEBRA @everyone <@9999>' },
  ],
  [
    'signs of Discord’s',
    { text: 'ZEBRA <t:1767225600:R> <:nitro:9999> <id:guide>', name: 'ZEBRA <t:1767225600:R>' },
  ],
  ['a quote to the end', { text: 'Hi\n>>> ZEBRA', name: '>>> ZEBRA' }],
  ['a list', { text: '- ZEBRA\n  - two\n1. three', name: '- ZEBRA' }],
  ['a card of our own', { text: card, name: 'ZEBRA (you) · 900 points' }],
];

type Scene = ModerationScene & { text: string };

/** Ada's prompt on every screen that shows it, and her name on all that name her. */
const screens: readonly (readonly [string, (scene: Scene) => Promise<void>])[] = [
  ['what one has written, before it is sent, and its form', review],
  ['/me, with what changes it', contributions],
  ['the card of a task, with its forms', task],
  ['a report in the log channel, and lists of moderators', moderation],
  ['a person, as moderators and they themselves see them', person],
  ['the public message and weekly thanks', posts],
  ['the leaderboard', leaderboard],
];

async function review({ ada, text }: Scene) {
  await ada.command('task', { type: 'initial_prompt' });
  await ada.click('Answer');
  await ada.submit({ 'Your text': upTo(text, 1_000) });
  expect(ada.buttons()).toContain('Edit');
  await ada.command('drafts');
  await ada.click('Edit');
  await ada.cancel();
  await ada.click('Skip');
  await ada.click('Skip anyway');
}

async function contributions({ ada }: Scene) {
  await ada.command('me');
  await ada.click('Edit 1');
  await ada.cancel();
  await ada.click('Withdraw 1');
  await ada.click('Keep it');
}

async function task({ ben }: Scene) {
  await ben.command('task', { type: 'label_initial_prompt' });
  if (!ben.buttons().includes('Label')) {
    await ben.click('Skip'); // what they were given when they agreed
    await ben.command('task', { type: 'label_initial_prompt' });
  }
  for (const form of ['Label', 'Report']) {
    await ben.click(form);
    expect(ben.formTexts.join('\n')).toContain(SIGN);
    await ben.cancel();
  }
}

async function moderation(scene: Scene) {
  const { mo, ben, text, report } = scene;
  await report(ben, upTo(text, 900));
  await caseSaying(scene, 'Reported message');
  await mo.command('moderate queue');
  const [list] = mo.last().components;
  expect(JSON.stringify(list)).toContain(SIGN);
  await mo.command('moderate message', { find: SIGN });
}

async function person({ mo, ada, text }: Scene) {
  await mo.command('moderate person', { person: ada.id });
  await mo.click('Disable');
  await mo.click('Confirm');
  await mo.submit({ Reason: upTo(text, 400) });
  await ada.command('me');
}

async function posts(scene: Scene) {
  const { sandbox, db, clock, ada, mo, text } = scene;
  const channel = sandbox.channels.idOf('general');
  const posted = db
    .selectFrom('posts')
    .select('id')
    .where('channel_id', '=', channel)
    .where('state', '=', 'posted');
  await ranked({ db, clock, ada });
  const by = { by: mo.id, now: clock.now() };
  const name = upTo(text, 100);
  const written = await proposeText(db, { kind: 'name', lang: 'en', text: name, by: mo.id }, clock.now());
  await putUpText(db, written, { asksAgain: false }, by);
  await db.updateTable('people').set({ named_at: 1 }).where('id', '=', ada.id).execute();
  const server = { id: sandbox.guildId, locale: 'en-US' };
  await changeServer(db, server, { weekly: true, postChannel: channel }, by);
  const WEEK_MS = 7 * 24 * 60 * 60_000;
  await db
    .updateTable('servers')
    .set({ summed_up_at: clock.now() - WEEK_MS })
    .execute();
  await waitFor(async () => {
    if ((await posted.execute()).length === 2) return true;
    clock.advance(60_000);
    await sandbox.person('Liv').command('help'); // else the gateway would be taken for dead
    return false;
  });
  const said = mo.messages('general').map((message) => mo.text(message));
  expect(said.filter((one) => one.includes('Thanks to'))).toHaveLength(1);
  expect(said).toHaveLength(2);
}

async function leaderboard({ db, clock, ada, ben }: Scene) {
  await ranked({ db, clock, ada });
  await ben.command('leaderboard');
  expect(ben.text()).toContain(SIGN);
}

/** So many UTF-16 units of a text at most, as a field takes them. */
function upTo(text: string, units: number): string {
  return text.slice(0, units).replace(/[\ud800-\udbff]$/, '');
}

/** Puts somebody on the board of the week. */
async function ranked({ db, clock, ada }: Pick<Scene, 'db' | 'clock' | 'ada'>) {
  const { id: user_id } = await db
    .selectFrom('backend_users')
    .select('id')
    .where('username', '=', ada.id)
    .executeTakeFirstOrThrow();
  const standings_id: string = crypto.randomUUID();
  const edition = { id: standings_id, time_frame: 'week' as const, edition: 1_000, base_at: null };
  await db
    .insertInto('backend_standings')
    .values({ ...edition, counted_at: clock.now() })
    .execute();
  const score = { standings_id, user_id, rank: 1, leader_score: 9, deeds: JSON.stringify(noDeeds) };
  await db.insertInto('backend_scores').values(score).execute();
}

describe.each(odd)('%s', (_what, { text, name }) => {
  test.each(screens)('is only somebody’s words: %s', async (_screen, walk) => {
    const scene = await moderationScene({ author: name, prompt: text });
    const mark = scene.sandbox.requests.mark();
    await walk({ ...scene, text });
    const shown = scene.sandbox.requests.since(mark).flatMap(({ body }) => payloadsIn(body));
    expect(shown.some((one) => JSON.stringify(one).includes(SIGN))).toBe(true);
    for (const one of shown) expect(problemsIn(one, [text, name])).toEqual([]);
    for (const who of [scene.ada, scene.ben, scene.mo]) expect(who.notices).toEqual([]);
  });
});

test('what is odd is found where nothing is done about it', () => {
  const found = odd.filter(([, { text }]) => {
    const embeds = [{ description: `${text}\nOurs \`\`\` || **ours**` }];
    return problemsIn({ embeds, allowed_mentions: { parse: [] } }, [text]).length > 0;
  });
  expect(found.map(([what]) => what)).toEqual([
    ...['directions that are overridden', 'a block of code that is open', 'spoilers', 'bold that is open'],
    ...['a heading', 'small print', 'a masked link', 'mentions', 'signs of Discord’s', 'a quote to the end'],
    'a card of our own',
  ]);
  expect(problemsIn({ embeds: [] }, [])).toContain('it may ping');
});

/** The message or form of a request to Discord, if it has one. */
function payloadsIn(body: unknown): object[] {
  const { data = body } = Object(body) as { data?: unknown };
  const payload = Object(data) as object;
  return 'embeds' in payload || 'components' in payload ? [payload] : [];
}

/** What is wrong with a message or form that shows somebody's words: a line each. */
function problemsIn(payload: object, theirs: readonly string[]): string[] {
  const isForm = 'title' in payload;
  const { allowed_mentions } = payload as { allowed_mentions?: unknown };
  const pings = isForm || JSON.stringify(allowed_mentions) === '{"parse":[]}' ? [] : ['it may ping'];
  const texts = textsIn(payload);
  return [
    ...pings,
    ...fits(payload),
    ...texts.flatMap(({ place, text }) => (isTyped(place) ? [] : overridden(text))),
    ...texts.flatMap(({ place, text }) => (isMarkdown(place) ? passing(text, theirs) : [])),
  ];
}

/** What somebody typed comes back to them as it is. */
function isTyped(place: string): boolean {
  return place.endsWith('component.value');
}

/** Where Discord reads Markdown: in messages, embeds, and the texts of forms. */
function isMarkdown(place: string): boolean {
  return /^content$|^embeds\.\d+\.(?:title|description|fields\.\d+\.value)$|^components\.\d+\.content$/.test(
    place,
  );
}

function overridden(text: string): string[] {
  return /[\u202a-\u202e\u2066-\u2069]/.test(text) ? [`a direction is overridden in ${text}`] : [];
}

/** What of somebody's words passes for ours, and what of ours has become part of theirs. */
function passing(markdown: string, theirs: readonly string[]): string[] {
  const pieces = piecesOf(markdown);
  const own = pieces.filter((piece) => isTheirs(piece) && forbidden.includes(piece.type));
  const swallowing = pieces.filter((piece) => isStyle(piece) && swallows(wordsOf(piece), theirs));
  return [
    ...own.map(({ type }) => `${type} in ${markdown}`),
    ...masked(markdown).map(() => `masked link in ${markdown}`),
    ...swallowing.map(({ type }) => `${type} goes on in ${markdown}`),
  ];
}

function isTheirs(piece: Piece): boolean {
  if (piece.type === 'mention') return piece.id === '9999' || piece.of === 'everyone' || piece.of === 'place';
  if (piece.type === 'time') return piece.seconds === 1_767_225_600;
  return piece.type === 'emoji' || wordsOf(piece).includes(SIGN);
}

function isStyle({ type }: Piece): boolean {
  return ['strong', 'em', 'underline', 'strike', 'spoiler', 'code', 'codeBlock', 'quote'].includes(type);
}

/** Whether words that begin as somebody's go on in others. */
function swallows(words: string, theirs: readonly string[]): boolean {
  if (!words.includes(SIGN)) return false;
  return !theirs.some((text) => [text, text.replace(/\]\([^)]*\)/g, ']')].some(holds));

  /** Whether these are all of a text's, without where its links lead in some places. */
  function holds(text: string): boolean {
    return plain(text).includes(plain(words));
  }
}

/** Letters alone: signs are escaped, shown otherwise or taken away in many places. */
function plain(text: string): string {
  return text.replace(/[^\p{L}]/gu, '');
}

type Text = { place: string; text: string };

function textsIn(value: unknown, place = ''): Text[] {
  if (typeof value === 'string') return [{ place, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    textsIn(inner, place === '' ? name : `${place}.${name}`),
  );
}
