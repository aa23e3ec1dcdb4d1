import type { Action } from '../../discord/action.ts';
import type { ActionInteraction } from '../../discord/interaction.ts';
import { notice } from '../../discord/notice.ts';
import type { Reply } from '../../discord/reply.ts';
import { forgettingKeys } from '../../locales/forgetting.ts';
import { UserError } from '../../locales/user-error.ts';
import { userOf } from '../../oasst/discord-user.ts';
import { giveConsent } from '../../store/consents.ts';
import { findErasure } from '../../store/erasures.ts';
import { findPerson } from '../../store/people.ts';
import { showAvailable } from '../available.ts';
import { next } from '../next.ts';
import { type Parts, wordsFor } from '../parts.ts';
import { spend } from '../quota.ts';
import { consentNeeded, readConsent } from '../read-consent.ts';
import { agreementTo, consentCard, hasConsented, subjectOf } from '../show/consent.ts';
import { readFilter, readGoal } from '../task-filter.ts';
import { taskAction } from './task-action.ts';

/** The buttons of the consent card, and of the backend's own terms. */
export const agreeing: readonly Action<Parts>[] = [
  { name: 'agree', for: 'everybody', deferMode: 'update', isSubject: () => true, run: agree }, // an older text's is asked again
  taskAction('terms', 'update', acceptTerms, 'everybody'),
  taskAction('decline', 'update', decline, 'everybody'),
];

async function agree({ actor, subject, argument }: ActionInteraction, parts: Parts): Promise<Reply> {
  const goal = readGoal(argument);
  if (!goal) throw new UserError('problem.outdated');
  const consent = await readConsent(parts, actor);
  const agreement = agreementTo(consent);
  // another text, another version, or one in another language: what stood above the button is not what is to be agreed to
  if (subjectOf(agreement) !== subject)
    return { as: 'update', view: consentCard(goal, wordsFor(parts, actor), consent) };
  const erasure = await findErasure(parts.db, actor.id);
  if (erasure) throw new UserError(forgettingKeys[erasure.mode]);
  const { id, name } = actor;
  await giveConsent(parts.db, { id, name, lang: goal.lang }, agreement, parts.clock.now());
  return goal.isList
    ? await showAvailable(parts, actor, 'update', goal.lang)
    : await next(parts, actor, goal, 'update');
}

async function acceptTerms({ actor, argument }: ActionInteraction, parts: Parts): Promise<Reply> {
  const filter = readFilter(argument);
  if (!filter) throw new UserError('problem.outdated');
  if (!hasConsented(await findPerson(parts.db, actor.id))) throw await consentNeeded(parts, actor, filter);
  const words = wordsFor(parts, actor);
  await spend(parts.quotas.tasks, actor, 'problem.rate_limited', words);
  try {
    await parts.oasst.acceptTerms(userOf(actor));
  } catch (error) {
    parts.log.warn({ err: error }, 'terms could not be accepted');
    throw new UserError('terms.refused');
  }
  return await next(parts, actor, filter, 'update');
}

async function decline({ actor }: ActionInteraction, parts: Parts): Promise<Reply> {
  return { as: 'update', view: notice(wordsFor(parts, actor)('consent.declined')) };
}
