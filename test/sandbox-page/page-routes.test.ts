import type { Hono } from 'hono';
import { expect, test } from 'vitest';
import { type PageSandbox, pageRoutes } from '../../sandbox/page-routes.ts';
import type { PersonAction, PersonView, Snapshot } from '../../sandbox/view.ts';
import { bundledPage } from './browser.ts';

const ada: PersonView = { id: 'ada-id', name: 'ada', locale: 'de', bot: false };

/** A sandbox of one person that counts the pictures taken of it and keeps what is done in it. */
function counting() {
  const listeners = new Set<(personIds: 'all' | string[]) => void>();
  const done: [string, PersonAction][] = [];
  const sent: [string, string, string][] = [];
  let pictures = 0;
  const sandbox: PageSandbox = {
    people: () => [ada],
    person: (name, { locale }) => ({ id: `${name}/${locale}` }),
    snapshot(): Snapshot {
      pictures += 1;
      const bot = { id: 'b', name: `picture ${pictures}`, locale: 'en-US', bot: true, online: true };
      return {
        me: { ...ada, installed: false },
        people: [ada],
        guild: { id: 'g', name: 'G' },
        elsewhere: null,
        bot,
        channels: [],
        messages: {},
        roles: [],
        notices: [],
        modal: null,
        commands: [],
      };
    },
    async act(personId, action) {
      done.push([personId, action]);
      return action.do === 'cancel' ? { ok: false, error: 'No form is open.' } : { ok: true };
    },
    upload(personId, { name, bytes }) {
      sent.push([personId, name, Buffer.from(bytes).toString()]);
      return name === 'huge' ? { ok: false, error: 'Your files are too powerful' } : { ok: true, id: '77' };
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const change = (ids: 'all' | string[]) => {
    for (const listener of listeners) listener(ids);
  };
  return { sandbox, done, sent, change, listeners };
}

const post = (app: Hono, path: string, body: unknown, type = 'application/json') =>
  app.request(path, { method: 'POST', headers: { 'content-type': type }, body: JSON.stringify(body) });

/** Reads events from a live view: the next snapshot's picture, and the end. */
async function reader(app: Hono) {
  const stop = new AbortController();
  const response = await app.request('/sandbox/live?person=ada-id', { signal: stop.signal });
  const lines = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const until = async (found: RegExp): Promise<string> => {
    const match = found.exec(text);
    if (match) {
      text = text.slice(match.index + match[0].length);
      return match[1] ?? match[0];
    }
    const { value, done } = (await lines?.read()) ?? { done: true };
    if (done) throw new Error(`The stream ended before ${found}`);
    text += value;
    return until(found);
  };
  return { response, picture: () => until(/picture (\d+)"[^\n]*\n\n/), until, stop: () => lines?.cancel() };
}

test('the page comes with its script and style, and may load nothing from elsewhere', async () => {
  const app = await pageRoutes(counting().sandbox);
  const page = await app.request('/');
  const html = await page.text();
  const policy = page.headers.get('content-security-policy') ?? '';
  expect(policy.split('; ')).toEqual(
    expect.arrayContaining(["default-src 'none'", "script-src 'self'", "connect-src 'self'"]),
  );
  expect(html).not.toMatch(/https?:\/\//);
  for (const [path, type, sign] of [
    [/src="([^"]+)"/, 'text/javascript', 'sandbox-app'],
    [/rel="stylesheet" href="([^"]+)"/, 'text/css', '--brand'],
  ] as const) {
    const asset = await app.request(path.exec(html)?.[1] ?? '');
    expect(asset.headers.get('content-type')).toContain(type);
    expect(await asset.text()).toContain(sign);
  }
});

test('the style’s fonts are served, and no other file is', async () => {
  const app = await bundledPage(counting().sandbox);
  const style = await (await app.request('/sandbox/page/page.css')).text();
  const fonts = [...style.matchAll(/url\("?([^")]+\.woff2)"?\)/g)].map(([, path = '']) => path);
  expect(fonts.length).toBeGreaterThan(100);
  for (const font of fonts) {
    const { status, headers } = await app.request(font);
    expect({ font, status, type: headers.get('content-type') }).toEqual({
      font,
      status: 200,
      type: 'font/woff2',
    });
  }
  expect(style).not.toMatch(/url\("?(https?:|data:|\.)/);
  for (const other of [
    '../package.json',
    '%2e%2e/package.json',
    '@fontsource-variable/noto-sans/package.json',
    'x.woff2',
  ])
    expect((await app.request(`/sandbox/page/fonts/${other}`)).status).toBe(404);
});

test('an action reaches the sandbox, and its outcome comes back', async () => {
  const { sandbox, done } = counting();
  const app = await bundledPage(sandbox);
  const action = { do: 'submit', modalId: 'm', values: { a: 'x', b: ['y'], c: true, d: null } };
  expect(await (await post(app, '/sandbox/act?person=ada-id', action)).json()).toEqual({ ok: true });
  const refused = await post(app, '/sandbox/act?person=ada-id', { do: 'cancel', modalId: 'm' });
  expect(await refused.json()).toEqual({ ok: false, error: 'No form is open.' });
  expect(done[0]).toEqual(['ada-id', action]);
});

test.each([
  ['an unknown action', '/sandbox/act?person=ada-id', { do: 'fly' }, 400],
  ['a missing field', '/sandbox/act?person=ada-id', { do: 'click', messageId: '1' }, 400],
  ['an empty message', '/sandbox/act?person=ada-id', { do: 'say', channelId: '1', text: '' }, 400],
  ['an unknown person', '/sandbox/act?person=eve', { do: 'say', channelId: '1', text: 'hi' }, 404],
  ['no person', '/sandbox/act', { do: 'say', channelId: '1', text: 'hi' }, 404],
  ['a person without a name', '/sandbox/people', { name: ' ', locale: 'de' }, 400],
  ['a language that is none', '/sandbox/people', { name: 'eve', locale: 'Deutsch' }, 400],
])('%s is refused with a sentence, and nothing is done', async (_, path, body, status) => {
  const { sandbox, done } = counting();
  const answer = await post(await bundledPage(sandbox), path, body);
  expect(answer.status).toBe(status);
  expect(await answer.json()).toEqual({ ok: false, error: expect.stringMatching(/\.$/) });
  expect(done).toEqual([]);
});

const uploading = (app: Hono, query: string, type = 'application/octet-stream') =>
  app.request(`/sandbox/upload?${query}`, { method: 'POST', headers: { 'content-type': type }, body: 'abc' });

test('a file that was picked reaches the sandbox with its name, and its id comes back', async () => {
  const { sandbox, sent } = counting();
  const app = await bundledPage(sandbox);
  expect(await (await uploading(app, 'person=ada-id&name=a%20b.jsonl')).json()).toEqual({
    ok: true,
    id: '77',
  });
  expect((await uploading(app, 'person=ada-id&name=huge')).status).toBe(413);
  expect(sent).toEqual([
    ['ada-id', 'a b.jsonl', 'abc'],
    ['ada-id', 'huge', 'abc'],
  ]);
});

test.each([
  ['for somebody who is not there', 'person=eve&name=a', undefined, 404],
  ['without a name', 'person=ada-id', undefined, 400],
  ['that another site could send without asking', 'person=ada-id&name=a', 'text/plain', 415],
  ['as JSON', 'person=ada-id&name=a', 'application/json', 415],
])('a file %s is refused', async (_, query, type, status) => {
  const { sandbox, sent } = counting();
  const answer = await uploading(await bundledPage(sandbox), query, type);
  expect(answer.status).toBe(status);
  expect(await answer.json()).toEqual({ ok: false, error: expect.stringMatching(/\.$/) });
  expect(sent).toEqual([]);
});

test('what another site could post without asking is refused', async () => {
  const { sandbox, done } = counting();
  const answer = await post(
    await bundledPage(sandbox),
    '/sandbox/act?person=ada-id',
    { do: 'cancel', modalId: 'm' },
    'text/plain',
  );
  expect(answer.status).toBe(415);
  expect(done).toEqual([]);
});

test('people are listed, and added with a name and a language', async () => {
  const app = await bundledPage(counting().sandbox);
  expect(await (await app.request('/sandbox/people')).json()).toEqual([ada]);
  expect(await (await post(app, '/sandbox/people', { name: ' eve ', locale: 'pt-BR' })).json()).toEqual({
    ok: true,
    id: 'eve/pt-BR',
  });
});

test('a live view begins with a picture, and a burst of changes is one more', async () => {
  const { sandbox, change } = counting();
  const { response, picture, stop } = await reader(await bundledPage(sandbox));
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  expect(await picture()).toBe('1');
  for (const ids of [['ada-id'], 'all', ['ada-id']] as const) change(ids === 'all' ? ids : [...ids]);
  expect(await picture()).toBe('2');
  change(['somebody-else']);
  change('all');
  expect(await picture()).toBe('3');
  await stop();
});

test('a live view beats while nothing happens, and lets go when it is closed', async () => {
  const { sandbox, listeners } = counting();
  const { until, stop } = await reader(await bundledPage(sandbox, { heartbeatMs: 1 }));
  await until(/^:\n\n/m);
  expect(listeners.size).toBe(1);
  await stop();
  await expect.poll(() => listeners.size).toBe(0);
});

test('nobody’s view is not found', async () => {
  const app: Hono = await bundledPage(counting().sandbox);
  expect((await app.request('/sandbox/live?person=eve')).status).toBe(404);
});
