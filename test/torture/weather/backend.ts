import type { Chance } from '../chance.ts';

/**
 * How a request to the backend goes wrong. With `seen` it was carried out, and the bot cannot know.
 * `status` another answer in its place, `reset` the connection breaks, `half` it breaks within the answer, `hang` no
 * answer for longer than any client waits, `late` the right answer after a while.
 */
export type BackendFault =
  | { is: 'status'; status: number; body: string; seen: boolean }
  | { is: 'reset' | 'hang'; seen: boolean }
  | { is: 'half' }
  | { is: 'late'; ms: number };

export type BackendWeather = {
  /** What happens to the next request; mostly nothing in fair weather. */
  strike(): BackendFault | undefined;
  set(weather: 'fair' | 'storm' | 'away'): void;
};

const bodies = {
  html: '<html><body><h1>502 Bad Gateway</h1></body></html>',
  limited: JSON.stringify({ error_code: 429, message: 'Too Many Requests. Retry After 1 seconds.' }),
  failed: JSON.stringify({ error_code: 0, message: 'INTERNAL_SERVER_ERROR' }),
  conflict: JSON.stringify({ error_code: 4, message: 'database conflict' }),
  nonsense: '{"type": "task_do',
};

/** Begins fair. */
export function backendWeather(luck: Chance): BackendWeather {
  let weather: 'fair' | 'storm' | 'away' = 'fair';
  return {
    strike() {
      if (weather === 'away') return { is: 'reset', seen: false };
      if (weather === 'fair' || luck.happens(0.4)) return undefined;
      return anyFault(luck);
    },
    set(next) {
      weather = next;
    },
  };
}

function anyFault(luck: Chance): BackendFault {
  const seen = luck.happens(0.5);
  const status = (code: number, body: string): BackendFault => ({ is: 'status', status: code, body, seen });
  return luck.pick([
    () => status(502, bodies.html),
    () => status(500, bodies.failed),
    () => status(503, seen ? bodies.html : bodies.conflict),
    () => ({ ...status(429, bodies.limited), seen: false }),
    () => status(200, bodies.nonsense),
    (): BackendFault => ({ is: 'reset', seen }),
    (): BackendFault => ({ is: 'reset', seen }),
    (): BackendFault => ({ is: 'half' }),
    (): BackendFault => ({ is: 'late', ms: luck.int(100, 3_000) }),
    (): BackendFault => ({ is: 'late', ms: luck.int(3_000, 9_000) }),
    (): BackendFault => ({ is: 'hang', seen }),
  ])();
}
