import type { Action } from '../../discord/action.ts';
import type { ActionInteraction } from '../../discord/interaction.ts';
import type { Reply } from '../../discord/reply.ts';
import { UserError } from '../../locales/user-error.ts';
import type { Words } from '../../locales/words.ts';
import type { By } from '../../store/acts.ts';
import {
  enableWebhook,
  findWebhook,
  listWebhooks,
  removeWebhook,
  type Webhook,
} from '../../store/webhooks.ts';
import { webhookCard } from './card.ts';
import { tryOut } from './try-out.ts';
import type { WebhookParts } from './webhook.ts';

type Act = (parts: WebhookParts, webhook: Webhook, words: Words, by: By) => Promise<string>;

const acts: Readonly<Record<string, Act>> = {
  test: tryOut,
  async enable({ db }, { id }, words, by) {
    await enableWebhook(db, id, by);
    return words('webhook.enabled');
  },
  async remove({ db }, { id }, words, by) {
    await removeWebhook(db, id, by);
    return words('webhook.removed');
  },
};

/** The buttons of addresses that are told of events. */
export const webhookActions: readonly Action<WebhookParts>[] = [
  {
    name: 'webhook',
    for: 'owner',
    deferMode: 'message',
    isSubject: (subject) => /^[0-9a-f]{16}$/.test(subject),
    async run({ subject, argument, actor }: ActionInteraction, parts): Promise<Reply> {
      const words = parts.translator.words(actor.locale);
      const known = await findWebhook(parts.db, subject);
      const act = Object.hasOwn(acts, argument) ? acts[argument] : undefined;
      if (!known || !act) throw new UserError('problem.outdated');
      const done = await act(parts, known, words, { by: actor.id, now: parts.clock.now() });
      // a new message: the one with the secret stays as it is
      return { as: 'message', view: webhookCard(await listWebhooks(parts.db), words, done) };
    },
  },
];
