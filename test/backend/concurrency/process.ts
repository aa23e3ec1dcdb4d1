// A whole backend in a process of its own, which does what its parent says.
import { z } from 'zod';
import { openDatabase } from '../../../src/store/database.ts';
import { backendOn, type TestBackend } from '../support/standalone.ts';

const Order = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('open'),
    dataDir: z.string(),
    url: z.string().optional(),
    seed: z.number(),
    settings: z.looseObject({}),
  }),
  z.object({
    do: z.literal('call'),
    requests: z.array(
      z.object({
        method: z.string(),
        path: z.string(),
        body: z.unknown().optional(),
        headers: z.record(z.string(), z.string()).optional(),
      }),
    ),
  }),
  z.object({ do: z.literal('close') }),
]);

let backend: TestBackend | undefined;

process.on('message', (message) => {
  void obey(Order.parse(message)).then((result) => process.send?.(result));
});

async function obey(order: z.infer<typeof Order>): Promise<unknown> {
  if (order.do === 'open') {
    const { dataDir, url, seed, settings } = order;
    const db = await openDatabase({ dataDir, url });
    backend = await backendOn(db, { seed, settings });
    return { ready: true };
  }
  if (order.do === 'close') {
    await backend?.db.destroy();
    backend = undefined;
    return { closed: true };
  }
  const replies = order.requests.map((request) => backend?.call(request.method, request.path, request));
  const answers = await Promise.all(replies);
  return {
    answers: answers.map((reply) => ({ status: reply?.status, body: reply?.body })),
    logged: backend?.logged,
  };
}
