/** One request of the bot to the REST API, and what it was answered. */
export type RecordedRequest = {
  number: number;
  method: string;
  /** The route without ids: `/interactions/:id/:token/callback`. */
  route: string;
  path: string;
  body: unknown;
  files: { name: string; bytes: number }[];
  /** 0 when the connection was reset without an answer. */
  status: number;
  /** Epoch milliseconds by the sandbox's clock. */
  at: number;
};

/** What the bot has asked of the REST API since the start, or since the last `clear`. */
export type Requests = {
  all(): RecordedRequest[];
  /** A point in time for `since`. */
  mark(): number;
  /** Requests that came after a mark. */
  since(mark: number): RecordedRequest[];
  /** How many have come and are not answered yet. */
  open(): number;
  clear(): void;
};

type Arrived = Pick<RecordedRequest, 'method' | 'route' | 'path' | 'at'>;

/** A record of requests, and the function that adds to it. */
export function requestLog(): Requests & {
  add(request: Arrived): RecordedRequest;
  /** Answers a request, which is open until that is done. */
  answering(answer: () => Promise<void>): Promise<void>;
} {
  let next = 0;
  let open = 0;
  let kept: RecordedRequest[] = [];
  return {
    all: () => [...kept],
    mark: () => next,
    since: (mark) => kept.filter(({ number }) => number >= mark),
    open: () => open,
    async answering(answer) {
      open += 1;
      try {
        await answer();
      } finally {
        open -= 1;
      }
    },
    clear() {
      kept = [];
    },
    add(request) {
      const numbered = { ...request, number: next, body: undefined, files: [], status: 0 };
      next += 1;
      kept.push(numbered);
      return numbered;
    },
  };
}
