import { readFile } from 'node:fs/promises';
import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { actionSchema, newPersonSchema } from './page-action.ts';
import { bundlePage, type PageBundle } from './page-bundle.ts';
import { FONTS } from './page-fonts.ts';
import { type LiveSource, streamView } from './page-live.ts';
import type { ActResult, PersonAction, PersonView, UploadResult } from './view.ts';
import type { SentFile } from './world/attachments.ts';

/** What the page needs of the sandbox. */
export type PageSandbox = LiveSource & {
  /** Everybody who can be played, in the order they came. */
  people(): PersonView[];
  person(name: string, options: { locale: string }): { id: string };
  act(personId: string, action: PersonAction): Promise<ActResult>;
  upload(personId: string, file: SentFile): UploadResult;
};

export type PageOptions = {
  /** How often a live view says that it is still there, in milliseconds. */
  heartbeatMs?: number;
  bundle?: () => Promise<PageBundle>;
};

const BYTES = 'application/octet-stream';

const security = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    styleSrcAttr: ["'unsafe-inline'"], // the component library sets colours as style attributes
    fontSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    formAction: ["'none'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  referrerPolicy: 'no-referrer',
  strictTransportSecurity: false,
});

/**
 * The sandbox's web page and the little it talks to: `/`, its assets, `GET /sandbox/live?person=ID`
 * (server-sent snapshots), `POST /sandbox/act?person=ID`, `POST /sandbox/upload?person=ID&name=FILE`, and `GET` and
 * `POST /sandbox/people`.
 * Bundles the page first, once, unless it is given a `bundle`.
 */
export async function pageRoutes(
  sandbox: PageSandbox,
  { heartbeatMs = 15_000, bundle = bundlePage }: PageOptions = {},
): Promise<Hono> {
  const page = await bundle();
  const app = new Hono();
  const known = (id = '') => sandbox.people().some((person) => person.id === id);

  for (const path of [
    '/',
    '/sandbox/page/*',
    '/sandbox/live',
    '/sandbox/act',
    '/sandbox/upload',
    '/sandbox/people',
  ])
    app.use(path, security);
  const fresh = { 'cache-control': 'no-cache', etag: `"${page.version}"` };
  const asset = (type: string) => ({ ...fresh, 'content-type': `${type}; charset=utf-8` });
  app.get('/', ({ html }) => html(page.html, 200, fresh));
  app.get('/sandbox/page/page.js', ({ body }) => body(page.script, 200, asset('text/javascript')));
  app.get('/sandbox/page/page.css', ({ body }) => body(page.style, 200, asset('text/css')));

  app.get(`${FONTS}:name{.+}`, async (context) => {
    const file = page.fonts.get(context.req.param('name'));
    if (file === undefined) return context.notFound();
    const headers = { 'cache-control': 'max-age=86400', 'content-type': 'font/woff2' };
    return context.body(await readFile(file), 200, headers);
  });

  app.use('/sandbox/*', async ({ req, json }, next) => {
    const [type, kind] = req.path === '/sandbox/upload' ? [BYTES, 'bytes'] : ['application/json', 'JSON'];
    if (req.method !== 'POST' || req.header('content-type')?.startsWith(type)) return next();
    return json({ ok: false, error: `Send ${kind}.` }, 415); // and so no other site can post here without asking first
  });
  app.get('/sandbox/people', ({ json }) => json(sandbox.people()));
  app.post('/sandbox/people', async ({ req, json }) => {
    const { data, error } = newPersonSchema.safeParse(await req.json().catch(() => undefined));
    if (error)
      return json({ ok: false, error: 'A person needs a name of 1 to 32 characters and a language.' }, 400);
    return json({ ok: true, id: sandbox.person(data.name, { locale: data.locale }).id });
  });

  app.get('/sandbox/live', (context) => {
    const person = context.req.query('person') ?? '';
    if (!known(person)) return context.json({ ok: false, error: 'Nobody here has this id.' }, 404);
    return streamView(context, sandbox, person, heartbeatMs);
  });
  app.post('/sandbox/act', async ({ req, json }) => {
    const person = req.query('person') ?? '';
    if (!known(person)) return json({ ok: false, error: 'Nobody here has this id.' }, 404);
    const { data, error } = actionSchema.safeParse(await req.json().catch(() => undefined));
    if (error) return json({ ok: false, error: 'The sandbox does not understand this action.' }, 400);
    return json(await sandbox.act(person, data));
  });
  app.post('/sandbox/upload', async ({ req, json }) => {
    const person = req.query('person') ?? '';
    if (!known(person)) return json({ ok: false, error: 'Nobody here has this id.' }, 404);
    const name = req.query('name') ?? '';
    if (name === '' || name.length > 255) return json({ ok: false, error: 'A file needs a name.' }, 400);
    const result = sandbox.upload(person, {
      name,
      type: BYTES,
      bytes: new Uint8Array(await req.arrayBuffer()),
    });
    return json(result, result.ok ? 200 : 413);
  });
  return app;
}
