import { type Carriage, type Carry, type Incoming, type Outgoing, REPETITIONS, TimedOut } from './carry.ts';
import { mayPass } from './refusal.ts';

/**
 * The way to a backend in this same process: the same requests and answers, without what only a network needs, which costs
 * several times what the request does.
 */
export function inProcess({ fetch, timeoutMs, pauseMs }: Carriage): Carry {
  return async (request) => {
    const time = Promise.withResolvers<never>();
    let isOver = false;
    const timer = setTimeout(() => {
      isOver = true;
      time.reject(new TimedOut());
    }, timeoutMs);
    try {
      return await Promise.race([repeatedly(request, () => isOver), time.promise]);
    } finally {
      clearTimeout(timer);
    }
  };

  async function repeatedly({ repeatable, ...request }: Outgoing, isOver: () => boolean): Promise<Incoming> {
    for (let repetition = 1; ; repetition += 1) {
      const answer = await once(request);
      const isLast = !repeatable || repetition > REPETITIONS || isOver();
      if (isLast || 'text' in answer || !mayPass(answer)) return answer;
      await new Promise((resolve) => setTimeout(resolve, pauseMs(repetition)));
      if (isOver()) return answer; // nobody waits for it any more
    }
  }

  async function once({ url, method, headers, body }: Omit<Outgoing, 'repeatable'>): Promise<Incoming> {
    const response = await fetch(url, { method, headers, body: body ?? null });
    const text = await response.text();
    const { ok, status } = response;
    return ok ? { status, text } : { status, headers: response.headers, data: text };
  }
}
