import { customId } from '../../discord/custom-id.ts';
import type { Button } from '../../discord/view.ts';
import { sentences } from '../../locales/sentences.ts';
import { UserError } from '../../locales/user-error.ts';
import type { Words } from '../../locales/words.ts';
import type { MessageFacts } from '../../oasst/moderation.ts';
import type { Case } from '../../store/cases.ts';
import type { Desk } from '../desk.ts';
import { authorshipOf, canBeDisabled } from './authorship.ts';
import { type Choice, isOpenTo } from './case-view.ts';
import { factsOf } from './show-case.ts';

/** At the end of what a question's buttons carry where it stands on a card that somebody looked up. */
export const ON_CARD = 'card';

/**
 * What a moderator is asked before a decision: what will follow from it, with the buttons that go on and back. They hold the
 * case's version, so that nothing is decided about one that has changed meanwhile.
 * @throws UserError when somebody has decided, or there is nobody whom the decision is about; OasstError when the backend cannot be asked
 */
export async function questionOf(
  parts: Pick<Desk, 'oasst'>,
  known: Case,
  choice: Choice,
  place: 'log' | 'card',
  words: Words,
): Promise<{ text: string; buttons: readonly Button[] }> {
  const { id, message_id, version } = known;
  if (!isOpenTo(known, choice)) throw new UserError('case.changed');
  const facts = choice === 'delete' || choice === 'disable' ? await factsOf(parts, message_id) : undefined;
  const argument = [choice, version, ...(place === 'card' ? [ON_CARD] : [])].join('.');
  const sure = choice === 'disable' ? customId('casewhy', id, argument) : customId('casesure', id, argument);
  const back = place === 'card' ? customId('casecancel', id, ON_CARD) : customId('casecancel');
  return {
    text: followsText(choice, facts, words),
    buttons: [
      { label: words('case.confirm'), id: sure, style: 'danger' },
      { label: words('case.cancel'), id: back },
    ],
  };
}

/** What will follow from a decision. @throws UserError where there is nobody whom it is about */
function followsText(choice: Choice, facts: MessageFacts | undefined, words: Words): string {
  if (choice === 'edit') return words('case.button_edit');
  if (choice === 'disable') {
    const authorship = authorshipOf(facts?.author);
    if (!canBeDisabled(authorship)) throw new UserError(`case.disable_${authorship}`);
    return words(authorship === 'member' ? 'case.follows_disable' : 'case.follows_disable_elsewhere');
  }
  const text = words(`case.follows_${choice}`);
  const below = choice === 'delete' ? (facts?.below ?? 0) : 0;
  return below > 0 ? sentences(words.locale, text, words('case.follows_below', { count: below })) : text;
}
