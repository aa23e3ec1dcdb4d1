import { pino } from 'pino';
import type { Sandbox } from '../../sandbox/server.ts';
import type { Command } from '../../src/discord/command.ts';
import { createRouter, type Observer, type Router } from '../../src/discord/router.ts';
import type { Action, Answer } from '../../src/discord/turn.ts';
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
export async function routed(actions: Action[], buttons: string[], more: Command<null>[] = []) {
  const clock = testClock(() => sandbox.clock.advance(0));
  const sandbox: Sandbox = await sandboxFor({ now: clock.now });
  const answered: Answered[] = [];
  const logged: string[] = [];
  const go: Command<null> = {
    data: { name: 'go', description: 'Goes' },
    run: async () => ({ as: 'message', view: cardOf('The card', ...buttons) }),
  };
  const router: Router = createRouter({
    commands: [go, ...more],
    actions,
    context: null,
    explain: (error, _turn, reference) => ({
      answer: says(`Explained ${error instanceof Error ? error.message : error} ${reference}`),
      expected: error instanceof RangeError,
    }),
    outdated: () => says('Outdated'),
    observer: { answered: (what) => answered.push(what) },
    log: pino({ level: 'trace' }, { write: (line) => logged.push(line) }),
    clock,
  });
  const bot = await botIn(sandbox, { any: (interaction) => router.handle(interaction) });
  const known = [...[go, ...more].map(({ data }) => data), { name: 'old', description: 'Is no more' }];
  await bot.client.application.commands.set(known);
  return { sandbox, clock, router, answered, logged, ended: bot.ended, ada: sandbox.person('Ada') };
}

/** A new message that says this. */
export function says(text: string): Answer {
  return { as: 'message', view: { embeds: [{ description: text }], components: [] } };
}
