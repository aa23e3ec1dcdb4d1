import ky, { isForceRetryError, isHTTPError, isTimeoutError, type KyInstance } from 'ky';
import { z } from 'zod';
import { parsedJson } from '../json-line.ts';
import type { Turn } from '../schemas/conversation.ts';
import { boundedText } from './bounded-text.ts';

/** A server that speaks OpenAI's chat completions; `url` is the endpoint itself. */
export type ChatServer = {
  url: string;
  /** Sent as a bearer token. */
  key: string | undefined;
  /** How often the same is asked before it counts as failed. */
  tries: number;
  /** For an answer to begin, and once more for it to end. */
  timeoutMs: number;
};

/** What is the same in every request; `settings` are further fields of it. */
export type ChatRequest = {
  model: string;
  system: string | undefined;
  settings: Readonly<Record<string, unknown>>;
};

/** What a server said, why it stopped there, and which model it says that it was. */
export type Answer = { text: string; finish: string | undefined; servedBy: string | undefined };

/** Why there is no answer, as part of a sentence; `isFinal` where no other question would get one either. */
export type NoAnswer = { problem: string; isFinal: boolean };

/** Asks for the next turn of a conversation. Rejects only when it is told to stop. */
export type Ask = (conversation: readonly Turn[], signal: AbortSignal) => Promise<Answer | NoAnswer>;

// https://platform.openai.com/docs/api-reference/chat/object, of which all that speak it have these
const Completion = z.object({
  model: z.string().nullish().catch(undefined),
  choices: z
    .array(
      z.object({
        message: z.object({ content: z.string().nullish() }),
        finish_reason: z.string().nullish(),
      }),
    )
    .min(1),
});
const Refusal = z.object({ error: z.object({ message: z.string() }) });

const passing = [408, 409, 425, 429, 500, 502, 503, 504, 529];
const hopeless = [401, 402, 403, 404, 405];
const LONGEST_WAIT_MS = 15 * 60_000;
const LONGEST_PAUSE_MS = 60_000;
const LONGEST_QUOTE = 200;

/** `pauseMs` is how long to wait before repetition 1, 2, … where the server does not say it in Retry-After. */
export function chatServer(
  { url, key, tries, timeoutMs }: ChatServer,
  { model, system, settings }: ChatRequest,
  pauseMs: (repetition: number) => number = (repetition) => 500 * 2 ** (repetition - 1),
): Ask {
  const http = client({ key, tries, timeoutMs, pauseMs });
  const before = system === undefined ? [] : [{ role: 'system', content: system }];
  return async (conversation, signal) => {
    const json = { model, messages: [...before, ...conversation], ...settings };
    try {
      const { model: servedBy, choices } = Completion.parse(await http.post(url, { json, signal }).json());
      const [choice] = choices;
      return {
        text: choice?.message.content ?? '',
        finish: choice?.finish_reason ?? undefined,
        servedBy: servedBy ?? undefined,
      };
    } catch (error) {
      signal.throwIfAborted();
      return problemOf(error);
    }
  };
}

function client({
  key,
  tries,
  timeoutMs,
  pauseMs,
}: Omit<ChatServer, 'url'> & { pauseMs: (repetition: number) => number }): KyInstance {
  return ky.create({
    headers: { accept: 'application/json', ...(key === undefined ? {} : { authorization: `Bearer ${key}` }) },
    redirect: 'manual', // a redirect could carry the key to another host
    timeout: timeoutMs,
    retry: {
      limit: tries - 1,
      methods: ['post'],
      statusCodes: passing,
      afterStatusCodes: passing,
      maxRetryAfter: LONGEST_WAIT_MS,
      backoffLimit: LONGEST_PAUSE_MS,
      delay: pauseMs,
      jitter: (ms) => ms * (0.75 + Math.random() / 2),
      retryOnTimeout: true,
    },
    hooks: {
      afterResponse: [
        async ({ response }) => {
          if (!response.ok) return response;
          const text = await boundedText(response, timeoutMs);
          if (text === undefined) return ky.retry({ code: 'its answer was cut off or too long' });
          return isCompletion(text) ? new Response(text) : ky.retry({ code: 'its answer is no completion' });
        },
      ],
    },
  });
}

function isCompletion(text: string): boolean {
  return Completion.safeParse(parsedJson(text)).success;
}

function problemOf(error: unknown): NoAnswer {
  if (isForceRetryError(error))
    return { problem: error.code ?? 'its answer is no completion', isFinal: false };
  if (isTimeoutError(error)) return { problem: 'it did not answer in time', isFinal: false };
  if (!isHTTPError(error)) return { problem: 'it cannot be reached', isFinal: false };
  const { status } = error.response;
  const said = Refusal.safeParse(error.data).data?.error.message;
  const quote = said === undefined ? '' : `: ${said.slice(0, LONGEST_QUOTE)}`;
  return { problem: `it answered ${status}${quote}`, isFinal: hopeless.includes(status) };
}
