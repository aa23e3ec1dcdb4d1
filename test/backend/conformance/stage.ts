import type { Settings } from '../../../src/backend/settings/settings.ts';
import type { TaskType } from '../../../src/oasst/protocol.ts';
import { KEY, OTHER_KEY, type Reply, type TestBackend, testBackend } from '../support/backend.ts';
import { freshId, person, type TestPerson } from '../support/person.ts';
import { differences } from './compare.ts';
import { type Exchange, part, recorded } from './record.ts';
import { type Replayer, replayer } from './replayer.ts';

/** One exchange, as it was answered here. */
export type Result = { exchange: Exchange; differences: string[] };

/** Where a scenario is played: a backend, the record, and people who do what the record leaves out. */
export type Stage = {
  backend: TestBackend;
  results: Result[];
  /** Replays exchanges in their order, after `before` has done what is not in the record. */
  replay(from: string, to?: string, before?: Before): Promise<void>;
  assume: Replayer['assume'];
  /** Somebody who writes in a language. */
  person(id: string, lang?: string): TestPerson;
  /** Lets strangers review whatever waits for it, favourably. */
  review(type: TaskType, lang: string, times: number): Promise<void>;
  /** A prompt by somebody, with the front end's id that the record has for it. */
  plant(author: string, frontendId: string, text: string, lang?: string): Promise<void>;
  /** A reply by somebody, likewise. */
  reply(
    type: 'assistant_reply' | 'prompter_reply',
    author: string,
    frontendId: string,
    how?: { lang?: string; text?: string },
  ): Promise<void>;
};

/** What to do just before an exchange, by its name. */
export type Before = Readonly<Record<string, () => Promise<void>>>;

const unlimited = { most: Number.MAX_SAFE_INTEGER, ms: 1 };

/** The defaults without limits: the record was made over minutes, and its limiter was cleared by hand. */
export const unhurried: Partial<Settings> = {
  maxPending: 1_000_000,
  limits: {
    person: unlimited,
    assistantReply: unlimited,
    prompterReply: unlimited,
    withoutPerson: unlimited,
  },
  rootTokens: ['1234'],
};

/** The small trees of the record's second half. */
export const small: Partial<Settings> = {
  ...unhurried,
  goalTreeSize: 4,
  reviewsForPrompt: 1,
  reviewsForReply: 1,
  rankingsNeeded: 1,
  maxChildren: 2,
};

/** An empty backend to play on. */
export async function stage(settings: Partial<Settings>): Promise<Stage> {
  const backend = await testBackend({ settings });
  const keys = new Map([
    ['1234', KEY],
    ['<untrusted-api-key>', OTHER_KEY],
  ]);
  const { send, assume } = replayer(backend, recorded ?? [], keys);
  const results: Result[] = [];
  const somebody = (id: string, lang = 'en') => person(backend, id, lang);

  return {
    backend,
    results,
    assume,
    person: somebody,
    async replay(from, to = from, before = {}) {
      for (const exchange of part(from, to)) {
        await before[exchange.name]?.();
        backend.clock.now += 1;
        const reply: Reply = await send(exchange);
        results.push({ exchange, differences: differences(exchange, reply) });
      }
    },
    async review(type, lang, times) {
      for (let time = 0; time < times; time += 1) await somebody(freshId('reviewer'), lang).complete(type);
    },
    async plant(author, frontendId, text, lang = 'en') {
      const writer = somebody(author, lang);
      await done(writer.text((await writer.take('initial_prompt')).acked, text, frontendId));
    },
    async reply(type, author, frontendId, { lang = 'en', text = `A reply called ${frontendId}` } = {}) {
      const writer = somebody(author, lang);
      await done(writer.text((await writer.take(type)).acked, text, frontendId));
    },
  };
}

async function done(reply: Promise<Reply>) {
  const { status, body } = await reply;
  if (status !== 200) throw new Error(`the stage could not be set: ${status} ${JSON.stringify(body)}`);
}
