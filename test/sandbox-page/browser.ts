import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { bundlePage, type PageBundle } from '../../sandbox/page-bundle.ts';
import { pageRoutes } from '../../sandbox/page-routes.ts';

let bundled: Promise<PageBundle> | undefined;

/** The sandbox's page and what it talks to; the page is bundled once for all tests of a worker. */
export const bundledPage: typeof pageRoutes = (sandbox, options) =>
  pageRoutes(sandbox, { bundle: () => (bundled ??= bundlePage()), ...options });

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const quiet = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-features=SpareRendererForSitePerProcess',
];

/** Where Chromium is: in `CHROMIUM`, or where Debian and others put it. In CI its absence is an error. */
export function chromiumPath(): string | undefined {
  const found = [process.env.CHROMIUM, ...places].find((path) => path && existsSync(path));
  if (!found && process.env.CI) throw new Error('No Chromium was found. Install it, or name it in CHROMIUM.');
  return found;
}

/** A title for tests that need a browser; where there is none it says why they are skipped. */
export function inBrowser(title: string): string {
  return chromiumPath() ? title : `${title} (skipped: no Chromium found; install it or name it in CHROMIUM)`;
}

export const startBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumPath(), args: quiet });

export const desktop = { viewport: { width: 1280, height: 800 } };
export const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/**
 * The page, open as one person, in a window of its own. `faults` collects what must not happen: errors, refusals of
 * the content policy, and requests to anywhere but the sandbox.
 */
export async function openPage(
  browser: Browser,
  url: string,
  person: string,
  about: BrowserContextOptions = desktop,
): Promise<{ page: Page; faults: string[] }> {
  const context = await browser.newContext({ locale: 'en-US', reducedMotion: 'reduce', ...about });
  onTestFinished(() => context.close());
  context.setDefaultTimeout(90_000); // shorter than a test's own, so that a failure names its line
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', ({ message }) => faults.push(message));
  page.on('console', (line) => {
    if (line.type() === 'error') faults.push(line.text());
  });
  page.on('request', (request) => {
    const address = request.url();
    if (!address.startsWith(url) && !address.startsWith('data:')) faults.push(`asked for ${address}`);
  });
  await page.goto(`${url}/?person=${person}`);
  await line(page).waitFor();
  return { page, faults };
}

/** The line to write in. */
export const line = (page: Page) => page.getByRole('combobox', { name: /^(?:Message|Nachricht an) / });

/** Writes something and presses Enter: a command when it begins with a slash. */
export async function write(page: Page, text: string): Promise<void> {
  await line(page).fill(text);
  await line(page).press('Enter');
}

/** How far the page can be scrolled sideways, in pixels: of the window, and of what is read in it. */
export const sideways = (page: Page): Promise<number> =>
  page.evaluate(`Math.max(...[document.documentElement, ...document.querySelectorAll('.scroller, .form-body, .channels')]
    .map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth))`);
