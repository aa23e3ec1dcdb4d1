/** Which requests go wrong. Whatever is left out matches everything. */
export type FaultMatch = {
  method?: string;
  /** The route without ids, as it is recorded: `/webhooks/:application/:token/messages/:message`. */
  route?: string | RegExp;
};

/** How they go wrong. With `seen: true` the request is carried out first: it succeeded, and the bot cannot know. */
export type FaultBehaviour = { times?: number; seen?: boolean } & (
  | { status: number; body?: unknown; headers?: Record<string, string>; retryAfter?: number }
  | { reset: true }
  | { until: Promise<unknown> }
);

export type Fault = {
  /** How often it has struck. */
  struck(): number;
  cancel(): void;
};

type Armed = { match: FaultMatch; behaviour: FaultBehaviour; left: number; struck: number };

export type FaultList = {
  /** The next requests that match go wrong, once unless `times` says otherwise. */
  add(match: FaultMatch, behaviour: FaultBehaviour): Fault;
  take(method: string, route: string): FaultBehaviour | undefined;
  clear(): void;
};

/** The faults waiting to strike, in the order they were added. */
export function faultList(): FaultList {
  let armed: Armed[] = [];
  return {
    add(match, behaviour) {
      const entry = { match, behaviour, left: behaviour.times ?? 1, struck: 0 };
      armed.push(entry);
      return {
        struck: () => entry.struck,
        cancel() {
          armed = armed.filter((other) => other !== entry);
        },
      };
    },
    take(method, route) {
      const entry = armed.find(({ match, left }) => left > 0 && fits(match, method, route));
      if (!entry) return undefined;
      entry.left -= 1;
      entry.struck += 1;
      return entry.behaviour;
    },
    clear() {
      armed = [];
    },
  };
}

function fits(match: FaultMatch, method: string, route: string): boolean {
  if (match.method !== undefined && match.method !== method) return false;
  if (match.route === undefined) return true;
  return typeof match.route === 'string' ? match.route === route : match.route.test(route);
}
