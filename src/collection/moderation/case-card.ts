import { colours } from '../../discord/colours.ts';
import type { ActionInteraction, Actor } from '../../discord/interaction.ts';
import type { Reply } from '../../discord/reply.ts';
import { type Button, rows, type View } from '../../discord/view.ts';
import { UserError } from '../../locales/user-error.ts';
import { keepCaseCard } from '../../store/case-cards.ts';
import { type Case, findCase, reportsOn } from '../../store/cases.ts';
import type { Desk } from '../desk.ts';
import { type Choice, caseView, isOpenTo, MOST_REPORTS } from './case-view.ts';
import { isOvertaken } from './overtaken.ts';
import { factsOf, showCase } from './show-case.ts';

/** What a card says below its case: a question with its buttons in place of the case's, or only a sentence. */
export type Below = { text: string; buttons?: readonly Button[] };

/**
 * A case for the one moderator who has looked it up, as it stands now: a card that follows what others decide for as long
 * as Discord lets it be changed.
 * @throws UserError for a case there is not; OasstError when the backend cannot be asked
 */
export async function caseCard(
  parts: Desk,
  actor: Actor,
  caseId: string,
  as: 'message' | 'update',
  below?: Below,
): Promise<Reply> {
  const { db, translator } = parts;
  const known = await findCase(db, caseId);
  if (!known) throw new UserError('problem.outdated');
  const facts = await factsOf(parts, known.message_id);
  const reports = await reportsOn(db, known.message_id, MOST_REPORTS + 1);
  const view = caseView(known, facts, reports, translator.words(actor.locale), 'lookup');
  return {
    as,
    view: below ? withBelow(view, below) : view,
    async shown({ messageId: message_id, token, validUntil: valid_until }) {
      const place = { message_id, token, valid_until, case_id: known.id };
      await keepCaseCard(db, { ...place, person_id: actor.id, locale: actor.locale }, parts.clock.now());
      const now = await findCase(db, known.id); // somebody may have decided before the card was known
      if (now && now.version !== known.version) await showCase(parts, now);
    },
  };
}

/** The card on which somebody clicked, after `change`; where somebody else was quicker, it says so and stands as it is now. */
export async function changedCard(
  parts: Desk,
  { actor }: ActionInteraction,
  caseId: string,
  change: () => Promise<void>,
): Promise<Reply> {
  try {
    await change();
  } catch (error) {
    if (!isOvertaken(error)) throw error;
    const text = parts.translator.words(actor.locale)('case.now');
    return await caseCard(parts, actor, caseId, 'update', { text });
  }
  return await caseCard(parts, actor, caseId, 'update');
}

function withBelow(view: View, { text, buttons }: Below): View {
  return {
    embeds: [...view.embeds, { description: text, color: colours.neutral }],
    components: buttons ? rows(buttons) : view.components,
  };
}

/** Whether a case is as it was when a question was asked about this version of it. */
export function isAsAsked(
  known: Case,
  { choice, version }: { choice: Choice; version?: string | undefined },
) {
  return isOpenTo(known, choice) && String(known.version) === version;
}
