import type { Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import type { PersonAction } from '../../sandbox/view.ts';
import { bundledPage } from './browser.ts';
import { showcaseBot } from './showcase-bot.ts';

/** A sandbox with ada, who reads English, and ben, who reads German; the bot in it; and all that the page has done. */
export async function room(options: { port?: number; elsewhere?: string } = {}) {
  const done: PersonAction[] = [];
  const started = Date.now(); // Discord's deadlines stand still unless a test moves them
  const sandbox: Sandbox = await startSandbox({
    guildName: 'Open Assistant',
    botName: 'Helper',
    people: [{ name: 'ada' }, { name: 'ben', locale: 'de' }],
    routes: (inner) =>
      bundledPage({
        ...inner,
        act(personId, action) {
          done.push(action);
          return inner.act(personId, action);
        },
      }),
    now: () => started,
    ...options,
  });
  onTestFinished(() => sandbox.close());
  const bot = await showcaseBot(sandbox);
  onTestFinished(() => bot.close());
  return { sandbox, bot, done };
}

export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
export const dialog = (page: Page) => page.getByRole('dialog');
export const messages = (page: Page) => page.getByRole('article');
