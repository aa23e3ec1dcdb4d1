import { type Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { z } from 'zod';
import type { Chance } from '../chance.ts';
import type { Journal } from '../journal.ts';
import type { Arrival, HandedOut, Ledger } from './ledger.ts';

const User = z.object({ id: z.string().min(1), display_name: z.string(), auth_method: z.literal('discord') });
const Request = z.object({ user: User, type: z.string(), lang: z.string() });
const Binding = z.object({ message_id: z.string().min(1) });
const Answer = z.looseObject({
  user: User,
  type: z.string(),
  message_id: z.string(),
  task_id: z.string().optional(),
});

/** What the backend says, and the answer to a task that came in with it, if one did. */
export type Answered = { response: Response; arrival: Arrival | undefined };

/** The backend as the server in front of it sees it; `from` is the number of the bot's process. */
export type Backend = { answer(request: globalThis.Request, from: number): Promise<Answered> };

type Env = { Bindings: { from: number; keep: (arrival: Arrival) => void } };

/** An OASST backend on a ledger, as far as a front end needs one: status and error codes of the wire protocol. */
export function backendApp(ledger: Ledger, luck: Chance, journal: Journal, key: string): Backend {
  const app = new Hono<Env>().basePath('/api/v1');
  const known = new Set<string>();

  app.use('*', async (c, next) => {
    if (!c.req.path.endsWith('report_labels') && c.req.header('x-api-key') !== key) return refuse(c, 403, 2);
    await next();
  });

  app.post('/tasks/', async (c) => {
    const { data } = Request.safeParse(await body(c));
    if (!data) return invalid(c);
    known.add(data.user.id);
    if (luck.happens(0.02)) return refuse(c, 503, 1006);
    return c.json(ledger.handOut(data.user.id, data.type));
  });

  app.post('/tasks/:id/ack', async (c) => {
    const handed = ledger.find(c.req.param('id'));
    const { data } = Binding.safeParse(await body(c));
    if (!data) return invalid(c);
    if (!handed || handed.fate.is === 'gone') return refuse(c, 404, 2100);
    if (!ledger.bind(handed, data.message_id)) return refuse(c, 400, 2103);
    return c.body(null, 204);
  });

  app.post('/tasks/:id/nack', (c) => {
    const user = c.req.header('x-oasst-user')?.replace(/^discord:/, '');
    const handed = ledger.find(c.req.param('id'));
    if (!user) return refuse(c, 400, 4000);
    if (!known.has(user)) return refuse(c, 404, 4002);
    if (!handed) return refuse(c, 400, 2100);
    if (handed.arrivals.some(({ accepted }) => accepted)) return refuse(c, 400, 2105);
    if (handed.owner !== user) {
      ledger.faults.push({ task: handed.task.id, what: `nacked by ${user}, whose task it is not` });
      return refuse(c, 400, 2106);
    }
    journal.note('backend', `nacked by process ${c.env.from}`, handed.task.id);
    handed.nacked = true;
    return c.body(null, 204);
  });

  app.post('/tasks/interaction', async (c) => {
    const { data } = Answer.safeParse(await body(c));
    if (!data) return invalid(c);
    const isLabels = data.type === 'text_labels';
    const handed = isLabels ? ledger.find(data.task_id ?? '') : ledger.ackedWith(data.message_id);
    if (!handed) return refuse(c, 400, 2100);
    if (isLabels && handed.ack === undefined) return refuse(c, 400, 2104);
    if (!fits(handed, data.type)) {
      ledger.faults.push({ task: handed.task.id, what: `answered with ${data.type}` });
      return refuse(c, 400, isLabels ? 2102 : 2107);
    }
    const arrival = ledger.take(handed, { from: c.env.from, user: data.user.id }, data);
    c.env.keep(arrival);
    if (arrival.code !== undefined) return refuse(c, 400, arrival.code);
    return c.json({ id: luck.id(), type: 'task_done' });
  });

  app.get('/text_labels/report_labels', (c) => c.json({ valid_labels: reportLabels }));
  app.post('/text_labels/', (c) => c.body(null, 204));
  app.get('/frontend_messages/:id', (c) => {
    const text = ledger.textWith(c.req.param('id'));
    return text === undefined
      ? refuse(c, 404, 2001)
      : c.json({ id: luck.id(), text, is_assistant: false, lang: 'en' });
  });
  app.notFound((c) => c.json({ detail: 'Not Found' }, 404));

  return {
    async answer(request: globalThis.Request, from: number): Promise<Answered> {
      let arrival: Arrival | undefined;
      const keep = (kept: Arrival) => {
        arrival = kept;
      };
      return { response: await app.fetch(request, { from, keep }), arrival };
    },
  };
}

const reportLabels = [
  { name: 'spam', widget: 'yes_no', display_text: 'Spam', help_text: null },
  { name: 'pii', widget: 'flag', display_text: 'Personal data', help_text: null },
];

function fits({ task: { type } }: HandedOut, sent: string): boolean {
  if (type.startsWith('label_')) return sent === 'text_labels';
  if (type.startsWith('rank_')) return sent === 'message_ranking';
  return sent === (type === 'rate_summary' ? 'message_rating' : 'text_reply_to_message');
}

async function body(c: Context): Promise<unknown> {
  return await c.req.json().catch(() => undefined);
}

function refuse(c: Context, status: ContentfulStatusCode, error_code: number) {
  return c.json({ error_code, message: 'for developers only' }, status);
}

function invalid(c: Context) {
  return c.json({ detail: [{ loc: ['body'], msg: 'not valid', type: 'value_error' }] }, 422);
}
