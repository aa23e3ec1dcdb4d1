import { pino } from 'pino';
import type { Sandbox } from '../../sandbox/server.ts';
import type { Action } from '../../src/discord/action.ts';
import type { Observer } from '../../src/discord/answering.ts';
import { createRest } from '../../src/discord/calls/rest.ts';
import { restChannel } from '../../src/discord/calls/rest-channel.ts';
import type { Command } from '../../src/discord/command.ts';
import type { Reply } from '../../src/discord/reply.ts';
import { createRouter, type Router } from '../../src/discord/router.ts';
import { rows, type View } from '../../src/discord/view.ts';
import { testClock } from './clock.ts';
import { botIn, sandboxFor } from './sandbox-client.ts';

export type Answered = Parameters<Observer['answered']>[0];

/** A card with a button for each of these custom ids, which are their labels as well. */
export function cardOf(text: string, ...ids: string[]): View {
  return { embeds: [{ description: text }], components: rows(ids.map((id) => ({ id, label: id }))) };
}

/** A door that a test opens when it wants what waits before it to go on. */
export function door() {
  const { promise: opened, resolve: open } = Promise.withResolvers<void>();
  const { promise: reached, resolve: reach } = Promise.withResolvers<void>();
  return {
    open,
    /** Resolves when somebody stands before the door. */
    reached,
    async pass() {
      reach();
      await opened;
    },
  };
}

/**
 * The router with these actions, behind a real client in a sandbox whose clock stands still. `/go` shows a card with a
 * button for each of `buttons`; `/old` is known to Discord alone.
 */
export async function routed(actions: Action<null>[], buttons: string[], more: Command<null>[] = []) {
  const clock = testClock(() => sandbox.clock.advance(0));
  const sandbox: Sandbox = await sandboxFor({ now: clock.now });
  const answered: Answered[] = [];
  const logged: string[] = [];
  const go: Command<null> = {
    for: 'everybody',
    data: { name: 'go', description: 'Goes' },
    run: async () => ({ as: 'message', view: cardOf('The card', ...buttons) }),
  };
  const router: Router = createRouter({
    commands: [go, ...more],
    actions,
    context: null,
    async authorize(audience) {
      if (audience === 'owner') throw new RangeError('Nobody here is an owner');
    },
    explain: (error, _turn, reference) => ({
      reply: says(`Explained ${error instanceof Error ? error.message : error} ${reference}`),
      expected: error instanceof RangeError,
    }),
    outdated: () => says('Outdated'),
    observer: { answered: (what) => answered.push(what) },
    log: pino({ level: 'trace' }, { write: (line) => logged.push(line) }),
    clock,
    settled: async () => {},
  });
  const rest = createRest({ api: sandbox.apiUrl, token: sandbox.token, log: pino({ level: 'silent' }) });
  const bot = await botIn(sandbox, {
    raw: (interaction) => router.handle(interaction, restChannel(rest, interaction)),
  });
  const known = [...[go, ...more].map(({ data }) => data), { name: 'old', description: 'Is no more' }];
  await bot.client.application.commands.set(known);
  return { sandbox, clock, router, answered, logged, ended: bot.ended, ada: sandbox.person('Ada') };
}

/** A new message that says this. */
export function says(text: string): Reply {
  return { as: 'message', view: { embeds: [{ description: text }], components: [] } };
}

/** Whether an action may be about this: anything that looks like a task, or nothing. */
export function taskOrNone(subject: string): boolean {
  return subject === '-' || /^[0-9a-f-]{36}$/.test(subject);
}
