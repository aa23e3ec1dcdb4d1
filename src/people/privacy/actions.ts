import type { Action } from '../../discord/action.ts';
import { NO_SUBJECT } from '../../discord/custom-id.ts';
import type { DeferMode } from '../../discord/reply.ts';
import { askToErase, eraseConfirmed } from './erase.ts';
import { boardAction } from './leaderboard.ts';
import { nameAction } from './name.ts';
import type { PrivacyParts } from './parts.ts';
import { takeAlong } from './take-along.ts';
import { unlink, withdraw } from './withdraw.ts';

/** The controls about a person's own data. They are about whoever uses them, whoever was shown them. */
export const privacyActions: readonly Action<PrivacyParts>[] = [
  privacyAction('mydata', 'message', takeAlong),
  privacyAction('leaveboard', 'update', (interaction, parts) => boardAction(interaction, parts, false)),
  privacyAction('joinboard', 'update', (interaction, parts) => boardAction(interaction, parts, true)),
  privacyAction('nameme', 'update', (interaction, parts) => nameAction(interaction, parts, true)),
  privacyAction('namemenot', 'update', (interaction, parts) => nameAction(interaction, parts, false)),
  privacyAction('withdrawconsent', 'update', withdraw),
  privacyAction('unlinkme', 'update', unlink),
  privacyAction('eraseme', 'never', askToErase),
  privacyAction('erased', 'update', eraseConfirmed),
];

function privacyAction(
  name: string,
  deferMode: DeferMode,
  run: Action<PrivacyParts>['run'],
): Action<PrivacyParts> {
  return { name, for: 'everybody', deferMode, isSubject: (subject) => subject === NO_SUBJECT, run };
}
