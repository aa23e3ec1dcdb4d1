import type { Logger } from 'pino';
import type { Settled } from '../delivery/delivery.ts';
import type { Parts } from '../parts.ts';
import { isNews } from '../session/rules.ts';
import { refreshCard } from './refresh.ts';

/**
 * What the delivery tells of a call that has come to its end: whoever looks on learns of it with the reply to their
 * click, everybody else on the card they last saw.
 */
export function lateNews(
  parts: Parameters<typeof refreshCard>[0] & { log: Logger },
  awaited: Parts['awaited'],
): (event: Settled) => void {
  return ({ taskId, kind, outcome }) => {
    if (!isNews({ kind, outcome })) return;
    if (awaited.has(taskId)) awaited.set(taskId, kind === 'answer' && outcome === 'sent');
    else
      refreshCard(parts, taskId).catch((error) =>
        parts.log.info({ err: error, task: taskId }, 'no late news'),
      );
  };
}
