import type { Kysely } from 'kysely';
import { pino } from 'pino';
import type { ActionInteraction } from '../../../../src/discord/interaction.ts';
import type { Reply } from '../../../../src/discord/reply.ts';
import { OasstClient } from '../../../../src/oasst/client.ts';
import { protocolRules } from '../../../../src/oasst/rules.ts';
import type { Delivery } from '../../../../src/store/outbox-delivery.ts';
import type { Schema } from '../../../../src/store/schema.ts';
import { taskActions } from '../../../../src/tasks/clicks/actions.ts';
import { createDelivery } from '../../../../src/tasks/delivery/delivery.ts';
import { begin } from '../../../../src/tasks/next.ts';
import type { Parts } from '../../../../src/tasks/parts.ts';
import { lateNews } from '../../../../src/tasks/show/late-news.ts';
import { testClock } from '../../../support/clock.ts';
import { translator } from '../../../support/scenes.ts';
import { keepingBackend } from './backend.ts';

/** What became of a reply: Discord showed it (at once, or a step later), it did not, or the process died before it knew. */
export const fates = ['shown', 'late', 'unseen', 'died'] as const;
export type Fate = (typeof fates)[number];

/** One click on a control of a task. */
export type Click = { who: string; task: string; action: string; id: number; text?: string; fate: Fate };

/** Two processes of the bot on one database, without Discord in front of them, and a backend that keeps what it gets. */
export function twoProcesses(db: Kysely<Schema>) {
  const clock = testClock();
  const backend = keepingBackend();
  const log = pino({ level: 'silent' });
  const working = new Set<Promise<unknown>>();
  const asleep: Promise<unknown>[] = [];
  const late: (() => Promise<void>)[] = [];

  /** Remembers what goes on in the background, so that a step has ended when it has. */
  function watched(delivery: Delivery): Delivery {
    const deliver = (...call: Parameters<Delivery['deliver']>) => {
      const work = delivery.deliver(...call);
      working.add(work);
      const ended = () => working.delete(work);
      work.then(ended, ended);
      return work;
    };
    return { ...delivery, deliver };
  }

  function start(): Parts {
    const awaited: Parts['awaited'] = new Map();
    const oasst = new OasstClient({
      url: 'http://backend.test',
      key: 'key',
      fetch: backend.fetch,
      timeoutMs: 2 ** 31 - 1, // whatever hangs is woken
    });
    const edit = async () => {};
    const facts: Parameters<typeof lateNews>[0] = {
      db,
      rules: protocolRules,
      clock,
      translator,
      edit,
      log,
      offers: async () => ({ kinds: [], languages: [] }),
      campaigns: { current: () => [], known: async () => [], refresh: nothing, stop: none },
      openWork: { of: async () => undefined, ofNewcomer: async () => undefined, took() {} },
    };
    const onSettled = lateNews(facts, awaited);
    return {
      ...facts,
      oasst,
      awaited,
      delivery: watched(createDelivery({ db, oasst, clock, random: () => 0, log, onSettled })),
      posting: { deliver: nothing, start: none, wake: none, stop: nothing },
      nonce: () => 'x',
      quotas: { tasks: { take: () => 0 }, reports: { take: () => 0 } },
      look: { prepare() {}, begin: () => async () => [] },
      reportLabels: () => [],
      settled: nothing,
    };
  }

  const processes = [start(), start()];
  const at = (process: number) => processes[process % 2] ?? start();

  async function meet(reply: Reply, fate: Fate, messageId: string) {
    if (reply.as === 'modal') return;
    const handle = { messageId, token: 'token', validUntil: clock.now() + 15 * 60_000 };
    if (fate === 'shown') await reply.shown?.(handle, () => false);
    if (fate === 'late') late.push(async () => reply.shown?.(handle, () => true));
    if (fate === 'unseen') await reply.unseen?.();
  }

  return {
    clock,
    backend,
    at,
    /** What waits for nothing but itself has ended. */
    async idle() {
      while (working.size > 0) await Promise.allSettled(working);
    },
    /** What Discord has shown too late for the step so far; to be run when another step is over. */
    shownLate: () => late.splice(0),
    /** Puts a new process in the place of one. */
    restart(process: number) {
      processes[process % 2] = start();
    },
    /**
     * Sends an answer about which nothing is heard, and a new process in the place of the one that waits for it. That one
     * is dead, or hears of it at `wake`.
     */
    async stall(process: number, weather: 'hangs' | 'hangs after', click: Click) {
      const hangs = backend.hangs();
      backend.turnTo(weather);
      const going = this.click(process, { ...click, fate: 'died' });
      await Promise.race([hangs, going]);
      asleep.push(going, ...working);
      working.clear();
      this.restart(process);
    },
    async wake() {
      backend.wake();
      await Promise.allSettled(asleep.splice(0));
      await this.idle();
    },
    async command(process: number, who: string, id: number, fate: Fate) {
      await meet(await begin(at(process), actorOf(who), 'random'), fate, String(id + 1));
    },
    async click(process: number, { who, task, action, id, text = '', fate }: Click) {
      const found = taskActions.find(({ name }) => name === action);
      if (!found) throw new TypeError(`There is no action ${action}`);
      // what goes on in the background while something is entered does so after it, or else chance would decide
      const goOn = action === 'fill' ? backend.holdAcks() : none;
      const reply = await found.run(interactionOf(who, task, id, text), at(process)).finally(goOn);
      await meet(reply, fate, String(id + 1));
    },
  };
}

async function nothing() {}
function none() {}

function actorOf(id: string) {
  return { id, name: id, locale: 'en-US' };
}

function interactionOf(who: string, subject: string, id: number, text: string): ActionInteraction {
  return {
    id: String(id),
    actor: actorOf(who),
    context: 'guild',
    guildId: '1',
    guildLocale: 'en-US',
    channelId: '2',
    memberPermissions: 0n,
    attachmentSizeLimit: 0,
    written: [],
    subject,
    argument: '',
    messageId: undefined,
    values: [],
    fields: { text, words: text },
  };
}
