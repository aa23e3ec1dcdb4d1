import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'undici';
import { snowflakes } from '../../sandbox/snowflake.ts';
import type { Signing } from '../../sandbox/world/signing.ts';
import { textOf } from '../bot/texts.ts';
import { type Clicker, clicker, type Deed } from './clicker.ts';

/** How long Discord waits for a first answer, in ms. */
const PATIENCE_MS = 3_000;
const CONNECTIONS = 64;
/** How many come to their first card at the same time, and what they do for it: `/task`, agree, skip the tutorial. */
const AT_ONCE = 8;
const FIRST_ACTS = 3;

/** What came of the interactions that were brought. */
export type Brought = {
  /** How long each answer took from when its request was sent, in ms. */
  answered: number[];
  /** Those that came after Discord's patience, or were no answer, each in words. */
  unanswered: string[];
  /** For how long they were brought, in ms. */
  totalMs: number;
};

export type Crowd = {
  people: readonly Clicker[];
  /** The id of the message that the interaction with this token has brought. */
  messageOf(token: string): string;
  edited(token: string, message: object): void;
  /** Lets everybody come to their first card, some at a time. */
  settleIn(at: string): Promise<Brought>;
  /** Brings so many interactions a second for so long, each of the next who has something to do. */
  bring(at: string, rate: number, seconds: number): Promise<Brought>;
};

/** So many people, whose interactions are signed as Discord's. */
export function crowdOf(count: number, applicationId: string, signing: Signing): Crowd {
  const newId = snowflakes(Date.now);
  const messages = new Map<string, string>();
  const owners = new Map<string, Clicker>();
  const latest = new Map<Clicker, string>();
  let turn = 0;
  const free: Clicker[] = [];
  let wanted: (() => void) | undefined;
  const release = (person: Clicker) => {
    free.push(person);
    wanted?.();
  };
  const people = Array.from({ length: count }, () => {
    const person: Clicker = clicker(
      newId(),
      () => textOf(turn++),
      () => release(person),
    );
    return person;
  });

  async function deed(pool: Pool, person: Clicker, done: Deed, brought: Brought): Promise<void> {
    const id = newId();
    const token = `token-${id}`;
    messages.set(token, newId());
    owners.set(token, person);
    const before = latest.get(person);
    latest.set(person, token);
    if (before !== undefined) forget(before);
    const body = JSON.stringify(payload({ id, token, applicationId }, person, done));
    const headers = signing.headers(Math.floor(Date.now() / 1_000), body);
    const begun = performance.now();
    try {
      const response = await pool.request({ path: '/interactions', method: 'POST', headers, body });
      const answer = response.statusCode === 200 ? await response.body.json() : await response.body.text();
      const ms = performance.now() - begun;
      if (!person.see(answer, messages.get(token) ?? ''))
        brought.unanswered.push(`status ${response.statusCode}`);
      else if (ms > PATIENCE_MS) brought.unanswered.push(`after ${Math.round(ms)} ms`);
      else brought.answered.push(ms);
    } catch (error) {
      brought.unanswered.push(String(error));
    }
    if (!person.waits()) release(person);
  }

  /** Edits that come late are about what nobody looks at any more; their ids are still known for a while. */
  function forget(token: string): void {
    owners.delete(token);
    setTimeout(() => messages.delete(token), 60_000).unref();
  }

  async function someone(): Promise<Clicker> {
    for (;;) {
      const person = free.shift();
      if (person) return person;
      await new Promise<void>((resolve) => {
        wanted = resolve;
      });
    }
  }

  async function under<T>(at: string, work: (pool: Pool) => Promise<T>): Promise<T> {
    const pool = new Pool(at, { connections: CONNECTIONS });
    return await work(pool).finally(() => pool.close());
  }

  return {
    people,
    messageOf: (token) => messages.get(token) ?? newId(),
    edited: (token, message) => owners.get(token)?.change(message),
    settleIn: (at) =>
      under(at, async (pool) => {
        const brought: Brought = { answered: [], unanswered: [], totalMs: 0 };
        const coming = people.values();
        const come = async () => {
          for (const person of coming) {
            for (let act = 0; act < FIRST_ACTS; act += 1) {
              await deed(pool, person, person.next(), brought);
              while (person.waits()) await pause(5);
            }
          }
        };
        await Promise.all(Array.from({ length: AT_ONCE }, come));
        free.splice(0, free.length, ...people);
        return brought;
      }),
    bring: (at, rate, seconds) =>
      under(at, async (pool) => {
        const brought: Brought = { answered: [], unanswered: [], totalMs: 0 };
        const under = new Set<Promise<void>>();
        const begun = performance.now();
        for (let number = 0; number < rate * seconds; number += 1) {
          const early = begun + (number * 1_000) / rate - performance.now();
          if (early > 1) await pause(early);
          const person = await someone();
          const work = deed(pool, person, person.next(), brought);
          under.add(work);
          void work.finally(() => under.delete(work));
        }
        await Promise.all(under);
        brought.totalMs = performance.now() - begun;
        return brought;
      }),
  };
}

type Named = { id: string; token: string; applicationId: string };

/** An interaction in direct messages with the bot, as Discord sends it. */
function payload(
  { id, token, applicationId }: Named,
  person: Clicker,
  { type, data, messageId }: Deed,
): object {
  const message =
    messageId === undefined ? {} : { message: { id: messageId, interaction_metadata: { id: messageId } } };
  return {
    version: 1,
    id,
    application_id: applicationId,
    type,
    token,
    data,
    ...message,
    channel_id: person.id,
    channel: { id: person.id, type: 1 },
    user: {
      id: person.id,
      username: `person-${person.id}`,
      global_name: null,
      discriminator: '0',
      avatar: null,
    },
    context: 1,
    authorizing_integration_owners: { 0: '0' },
    locale: 'en-US',
    entitlements: [],
    attachment_size_limit: 10_485_760,
  };
}
