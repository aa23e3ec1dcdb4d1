import { colours } from '../../discord/colours.ts';
import { customId } from '../../discord/custom-id.ts';
import { inline } from '../../discord/text/inline.ts';
import { stamp } from '../../discord/text/stamp.ts';
import { rows, type View } from '../../discord/view.ts';
import { listed } from '../../locales/join.ts';
import type { Words } from '../../locales/words.ts';
import { type WebhookEventType, webhookEvents } from '../../store/webhook-events.ts';
import { eventsOf, type Webhook } from '../../store/webhooks.ts';
import { isNoAnswer } from './no-answer.ts';

/** So many addresses there can be: one row of buttons each. */
export const MOST_WEBHOOKS = 5;

/** All addresses, how they are, and what can be done about each. `done` is what was just done. */
export function webhookCard(webhooks: readonly Webhook[], words: Words, done = ''): View {
  const lines = webhooks.map((one, index) => webhookLine(one, index + 1, words));
  const intro = words(webhooks.length === 0 ? 'webhook.none' : 'webhook.intro');
  return {
    embeds: [
      {
        title: words('webhook.title'),
        description: [...(done === '' ? [] : [done]), intro, ...lines].join('\n\n'),
        color: colours.neutral,
      },
    ],
    components: webhooks.slice(0, MOST_WEBHOOKS).flatMap(({ id, disabled_at }, index) => {
      const number = index + 1;
      const button = (label: string, act: string) => ({ label, id: customId('webhook', id, act) });
      return rows([
        button(words('webhook.test', { number }), 'test'),
        ...(disabled_at === null ? [] : [button(words('webhook.enable', { number }), 'enable')]),
        { ...button(words('webhook.remove', { number }), 'remove'), style: 'danger' },
      ]);
    }),
  };
}

/** An address under its number, what it is told of, and how it is. */
export function webhookLine(webhook: Webhook, number: number, words: Words): string {
  const { url, disabled_at, failing_since, failure } = webhook;
  const known = eventsOf(webhook).flatMap((event) => eventNamed(event) ?? []);
  const events =
    known.length === 0
      ? words('webhook.event_all')
      : listed(
          known.map((event) => words(eventKeys[event])),
          words,
        );
  const lines = [`**${number}** ${inline(url, { units: 300, bytes: 600 })} · ${events}`];
  if (disabled_at !== null) lines.push(words('webhook.is_off', { when: stamp(disabled_at, 'd') }));
  else if (failing_since !== null)
    lines.push(
      words('webhook.is_failing', {
        when: stamp(failing_since, 'R'),
        why: whyText(failure ?? 'unreachable', words),
      }),
    );
  return lines.join('\n');
}

/** Why an address took nothing, in words: what it answered, or why it did not. */
export function whyText(why: string, words: Words): string {
  if (isNoAnswer(why)) return words(`webhook.why_${why}`);
  return words(/^3/.test(why) ? 'webhook.why_redirect' : 'webhook.why_status', { status: why });
}

/** What the events are called. */
export const eventKeys = {
  'collection.tree_finished': 'webhook.event_tree',
  'collection.message_reported': 'webhook.event_report',
  'collection.campaign_ended': 'webhook.event_campaign',
} as const satisfies Record<WebhookEventType, string>;

/** The event by this name; undefined for one of another version. */
export function eventNamed(name: string): WebhookEventType | undefined {
  return webhookEvents.find((event) => event === name);
}
