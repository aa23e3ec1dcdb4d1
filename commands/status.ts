import { channelTroubles } from '../src/collection/channels/troubles.ts';
import { firstSteps } from '../src/collection/first-steps.ts';
import type { CollectionParts } from '../src/collection/parts.ts';
import type { Command } from '../src/discord/command.ts';
import { notice } from '../src/discord/notice.ts';
import { whereTheBotIs } from '../src/discord/where.ts';
import type { Translator } from '../src/locales/words.ts';
import { backlog } from '../src/store/outbox.ts';
import { type Parts, wordsFor } from '../src/tasks/parts.ts';
import { countOpen } from '../src/tasks/session/read.ts';

/** `/status` tells the people who run the bot how many answers wait for delivery, which channels are in trouble, and what to do while the collection is empty. */
export function status({ described }: Translator): Command<Parts & CollectionParts> {
  return {
    data: {
      name: 'status',
      ...described('command.status.description'),
      ...whereTheBotIs,
      default_member_permissions: '0', // hides it from others
    },

    for: 'owner',
    async run({ actor }, parts) {
      const { db } = parts;
      const t = wordsFor(parts, actor);
      const { answers, oldest } = await backlog(db);
      const lines = [
        t('status.backlog', { answers }),
        ...(oldest === undefined
          ? []
          : [t('status.oldest', { since: `<t:${Math.floor(oldest / 1_000)}:R>` })]),
        t('status.open', { open: await countOpen(db) }),
        ...(await channelTroubles(parts, t)),
        ...(await firstSteps(parts, t)),
      ];
      return { as: 'message', view: notice(lines.join('\n'), [], t('status.title')) };
    },
  };
}
