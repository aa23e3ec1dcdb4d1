import { z } from 'zod';
import { UsageError } from '../../command-line.ts';
import { argumentOf, checked, type Place, readFileArguments, whole } from '../command-line.ts';
import type { ExportRequest } from '../export/lines.ts';
import { exportFlags, readExportOptions } from '../export/options.ts';
import { parsedJson } from '../json-line.ts';
import type { ChatRequest, ChatServer } from './chat-server.ts';

export type GenerateOptions = {
  place: Place;
  /** Where replies are written, and read from what an earlier run has written. */
  file: string;
  /** Which conversations are answered. */
  wish: ExportRequest;
  server: ChatServer;
  request: ChatRequest;
  /** What `model_name` of the replies says. */
  name: string;
  /** How many replies of this name each conversation is to have. */
  replies: number;
  /** How many are asked for at the same time. */
  atOnce: number;
};

const text = { type: 'string' } as const;
const { lang, campaign, state, since, until, samples, paths, min, max, people, warnings } = exportFlags;
/** Options of an export that say which conversations are answered. */
const choosing = {
  ...{ lang, campaign, state, since, until, samples, paths, min, max, people, warnings },
  'min-quality': exportFlags['min-quality'],
  'data-dir': exportFlags['data-dir'],
};
const own = {
  url: text,
  model: text,
  name: text,
  replies: text,
  system: text,
  temperature: text,
  'max-tokens': text,
  more: text,
  'key-env': text,
  'at-once': text,
  tries: text,
  timeout: text,
} as const;

const URL_RULE =
  'must be http(s)://host[:port][/path], like http://localhost:8000/v1, without a password in it';
const Url = z
  .string(URL_RULE)
  .refine((value) => isPlain(URL.parse(value)), URL_RULE)
  .transform((value) => `${value.replace(/\/+$/, '').replace(/\/chat\/completions$/, '')}/chat/completions`);
const NAME = 'must be the name of a model';
const Name = z.string(NAME).trim().min(1, NAME).max(1_000, NAME);
const TEMPERATURE = 'must be a number from 0 to 2';
const MORE = 'must be a JSON object, like {"top_p": 0.9}';
const KEY = 'must name a variable of the environment that holds the key, in ASCII without blanks';

/** What chat completions take besides, and what is said by options of its own. */
const spoken = ['model', 'messages', 'temperature', 'max_tokens', 'stream', 'n'];
const More = z.string().transform((json, context) => {
  const { data } = z.record(z.string(), z.unknown()).safeParse(parsedJson(json));
  if (!data || spoken.some((name) => name in data)) {
    const reason = data ? `must not say ${spoken.join(', ')}` : MORE;
    context.addIssue({ code: 'custom', message: reason });
    return z.NEVER;
  }
  return data;
});

const Options = z.object({
  url: Url,
  model: Name,
  name: Name.optional(),
  replies: whole(1, 100).default(1),
  system: z.string().min(1, 'must not be empty').optional(),
  temperature: z.coerce.number(TEMPERATURE).min(0, TEMPERATURE).max(2, TEMPERATURE).optional(),
  'max-tokens': whole(1, 1_000_000).optional(),
  more: More.optional(),
  'key-env': z.string().min(1, KEY).optional(),
  'at-once': whole(1, 64).default(4),
  tries: whole(1, 20).default(5),
  timeout: whole(1, 3_600).default(120),
});

/**
 * Reads what follows `generate`. The key is read from the environment only, and only from the variable that is named:
 * it goes to whatever server the line says.
 * @throws UsageError, SettingsError
 */
export function readGenerateOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): GenerateOptions {
  const { values, file } = readFileArguments(args, { ...choosing, ...own });
  if (file === undefined || file === '-' || file.endsWith('.gz'))
    throw new UsageError('Name the file for the replies, like replies.jsonl; it is not compressed.');
  const given = checked(Options, values);
  const chosen = Object.entries(values).filter(([option]) => option in choosing);
  const { place, wish } = readExportOptions(
    ['--format=prompts', '--state=prompt_lottery_waiting', ...chosen.map(argumentOf)],
    env,
  );
  const key = keyIn(env, given['key-env']);
  return {
    ...{ place, file, wish },
    server: { url: given.url, key, tries: given.tries, timeoutMs: given.timeout * 1_000 },
    request: {
      model: given.model,
      system: given.system,
      settings: {
        ...(given.temperature === undefined ? {} : { temperature: given.temperature }),
        ...(given['max-tokens'] === undefined ? {} : { max_tokens: given['max-tokens'] }),
        ...given.more,
      },
    },
    name: given.name ?? given.model,
    replies: given.replies,
    atOnce: given['at-once'],
  };
}

function keyIn(env: Readonly<Record<string, string | undefined>>, variable: string | undefined) {
  if (variable === undefined) return undefined;
  const key = env[variable]?.trim();
  if (!key || !/^[\x21-\x7e]+$/.test(key)) throw new UsageError(`--key-env ${KEY}.`);
  return key;
}

function isPlain(url: URL | null) {
  return url !== null && /^https?:$/.test(url.protocol) && !url.username && !url.password && !url.search;
}
