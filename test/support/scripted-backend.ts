/** One request a backend got. */
export type Received = { method: string; path: string; user: string | null; body: unknown };

type Reply = (body: unknown, query: URLSearchParams) => Response | Promise<Response>;

/** A backend whose every answer a test decides, and which remembers exactly what it was asked. */
export type ScriptedBackend = {
  /** To be plugged into the client in place of the network. */
  fetch: typeof globalThis.fetch;
  /** What it was asked, in order, apart from the labels that reports may carry, what is open, and its campaigns. */
  received: Received[];
  /** The requests to one endpoint: `ack`, `nack`, `interaction`, `text_labels`, `tasks`. */
  asked(endpoint: string): Received[];
  /** Tasks to hand out, in order; after the last one there is nothing to do. */
  tasks: object[];
  /** The next request to an endpoint is answered like this instead. */
  answer(endpoint: string, reply: Reply): void;
  /** All requests to an endpoint are answered like this from now on, but for those that `answer` is about. */
  always(endpoint: string, reply: Reply): void;
  /** Resolves once so many requests to an endpoint have come in. */
  got(endpoint: string, count: number): Promise<Received[]>;
};

/** An error of the backend's own shape. */
export function refusal(status: number, error_code: number, message = 'for developers'): Response {
  return Response.json({ error_code, message }, { status });
}

/** Starts without tasks, and takes everything it is sent. */
export function scriptedBackend(tasks: object[] = []): ScriptedBackend {
  const replies = new Map<string, Reply[]>();
  const waiting: { endpoint: string; count: number; done: (received: Received[]) => void }[] = [];
  const received: Received[] = [];
  const queue = [...tasks];
  const asked = (endpoint: string) => received.filter(({ path }) => endpointOf(path) === endpoint);

  const usual: Record<string, Reply> = {
    tasks: () => {
      const task = queue.shift();
      return task ? Response.json(task) : refusal(503, 1006);
    },
    campaigns: () => new Response(null, { status: 404 }), // an extension that it has not
    interaction: () => Response.json({ id: crypto.randomUUID(), type: 'task_done' }),
    report_labels: () =>
      Response.json({
        valid_labels: [
          { name: 'spam', widget: 'yes_no', display_text: 'Spam', help_text: null },
          { name: 'pii', widget: 'flag', display_text: 'Personal data', help_text: null },
        ],
      }),
  };

  async function fetch(...[input, init]: Parameters<typeof globalThis.fetch>): Promise<Response> {
    const request = new Request(input, init);
    const { pathname, search, searchParams } = new URL(request.url);
    const endpoint = endpointOf(pathname);
    const text = await request.text();
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    if (!inTheBackground.has(endpoint)) {
      received.push({
        method: request.method,
        path: pathname + search,
        user: request.headers.get('x-oasst-user'),
        body,
      });
    }
    for (const waiter of [...waiting]) {
      if (asked(waiter.endpoint).length >= waiter.count) waiter.done(asked(waiter.endpoint));
    }
    const reply = replies.get(endpoint)?.shift() ?? usual[endpoint];
    return reply ? await reply(body, searchParams) : new Response(null, { status: 204 });
  }

  return {
    fetch,
    received,
    asked,
    tasks: queue,
    answer(endpoint, reply) {
      replies.set(endpoint, [...(replies.get(endpoint) ?? []), reply]);
    },
    always(endpoint, reply) {
      usual[endpoint] = reply;
    },
    got(endpoint, count) {
      const now = asked(endpoint);
      if (now.length >= count) return Promise.resolve(now);
      return new Promise((done) => waiting.push({ endpoint, count, done }));
    },
  };
}

/** What the bot asks by itself, at times of its own. */
const inTheBackground = new Set(['report_labels', 'availability', 'campaigns']);

/** `ack` for `/api/v1/tasks/…/ack`, `tasks` for `/api/v1/tasks/`. */
function endpointOf(path: string): string {
  return path.split('?')[0]?.split('/').filter(Boolean).at(-1) ?? '';
}
