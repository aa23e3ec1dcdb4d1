import { within } from '../../clock.ts';
import type { Actor } from '../../discord/interaction.ts';
import type { Parts } from '../parts.ts';
import type { Given } from '../session/given.ts';
import type { SessionFacts } from '../session/session.ts';
import type { Thanks } from '../show/sent.ts';

/** How long somebody is kept waiting to hear what is open. */
const OPEN_WORK_MS = 1_000;

/** What is said of an answer that was just given. What is open is not waited for long: it is only the next thing. */
export async function thanks(
  { openWork, clock }: Pick<Parts, 'openWork' | 'clock'>,
  actor: Actor,
  { lang, type }: SessionFacts,
  given: Given,
): Promise<Thanks> {
  openWork.took(actor, lang, type);
  return { given, open: await within(clock, OPEN_WORK_MS, openWork.of(actor, lang)) };
}
