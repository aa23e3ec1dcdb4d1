import { UserError } from '../../locales/user-error.ts';
import type { Words } from '../../locales/words.ts';
import { bodyOf, type Webhook } from '../../store/webhooks.ts';
import { whyText } from './card.ts';
import type { WebhookParts } from './webhook.ts';

const SECOND_MS = 1_000;

type TryParts = Pick<WebhookParts, 'clock' | 'log' | 'webhooks' | 'webhookDelivery'>;

/**
 * Tells an address at once of an event that says it is a test, whatever waits for it, and says what it answered and how long
 * that took. A test is not kept and never comes again; where it arrives, what waits for the address is told as well.
 * @throws UserError for an address that is turned off
 */
export async function tryOut(
  { clock, log, webhooks, webhookDelivery }: TryParts,
  webhook: Webhook,
  words: Words,
): Promise<string> {
  const { id, disabled_at, failing_since } = webhook;
  if (disabled_at !== null) throw new UserError('webhook.not_enabled');
  const at = clock.now();
  const body = JSON.stringify(bodyOf({ type: 'webhook.test', data: {}, created_at: at }));
  const outcome = await webhooks.call(webhook, { id: crypto.randomUUID(), body, at });
  const time = timeText(Math.max(0, clock.now() - at), words.locale);
  if (outcome.is !== 'taken') return words('webhook.test_failed', { why: whyText(outcome.why, words), time });
  const arrived = words('webhook.tested', { status: outcome.status, time });
  if (failing_since === null) return arrived;
  webhookDelivery
    .hurry(id)
    .catch((error) => log.error({ err: error, webhook: id }, 'what waits for a webhook could not be told'));
  return `${arrived} ${words('webhook.rest_follows')}`;
}

function timeText(ms: number, locale: string): string {
  const [value, unit] = ms < SECOND_MS ? [ms, 'millisecond'] : [ms / SECOND_MS, 'second'];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 1 }).format(value);
}
