import { ComponentType, TextInputStyle } from 'discord-api-types/v10';
import type { Action } from '../../discord/action.ts';
import { modalId, NO_SUBJECT } from '../../discord/custom-id.ts';
import type { ActionInteraction } from '../../discord/interaction.ts';
import { modalLimits } from '../../discord/limits/limits.ts';
import { notice } from '../../discord/notice.ts';
import type { Reply } from '../../discord/reply.ts';
import { prefill } from '../../discord/text/prefill.ts';
import { UserError } from '../../locales/user-error.ts';
import { type Case, findCase } from '../../store/cases.ts';
import type { Desk } from '../desk.ts';
import { caseCard, changedCard, isAsAsked } from './case-card.ts';
import { ON_CARD, questionOf } from './case-question.ts';
import { type Choice, choices, isOpen, isOpenTo, moreChoices } from './case-view.ts';
import { carryOut, takeBack } from './decide.ts';
import { orWhatWasDecided } from './overtaken.ts';
import { mustBeItsMessage } from './own-message.ts';
import { REASON_LIMIT, reasonForm } from './reason-form.ts';
import { factsOf, postOf } from './show-case.ts';

/**
 * The buttons of cases. Each decision is asked about once: about a log message in one that only its moderator sees, on a
 * card that they looked up in its place.
 */
export const caseActions: readonly Action<Desk>[] = [
  { name: 'case', deferMode: 'message', run: askInLog },
  { name: 'caseask', deferMode: 'update', run: askOnCard },
  { name: 'caseedit', deferMode: 'never', run: askText },
  { name: 'caseedited', deferMode: 'update', run: edit },
  { name: 'casesure', deferMode: 'update', run: confirm },
  { name: 'casewhy', deferMode: 'never', run: askWhy },
  { name: 'caseban', deferMode: 'update', run: ban },
].map((action) => ({ ...action, for: 'moderator', isSubject: isCaseId }) as Action<Desk>);

/** What is asked about anything is let be by one button, whatever it is about. */
export const cancelAction: Action<Desk> = {
  name: 'casecancel',
  for: 'moderator',
  deferMode: 'update',
  isSubject: (subject) => subject === NO_SUBJECT || isCaseId(subject), // those shown earlier name a case
  run: cancel,
};

function isCaseId(subject: string): boolean {
  return /^[0-9a-f]{16}$/.test(subject);
}

async function askInLog(interaction: ActionInteraction, parts: Desk): Promise<Reply> {
  await mustBeItsMessage(interaction, parts, (channelId) => postOf(interaction.subject, channelId));
  return await orWhatWasDecided(parts, interaction, 'message', () => ask(interaction, parts));
}

async function ask({ subject, argument, actor }: ActionInteraction, parts: Desk): Promise<Reply> {
  const known = await caseOf(parts, subject);
  const words = parts.translator.words(actor.locale);
  if (argument === 'undo') {
    await takeBack(parts, known, actor);
    return { as: 'message', view: notice(words('case.back')) };
  }
  const { text, buttons } = await questionOf(parts, known, choiceIn(argument), 'log', words);
  return { as: 'message', view: notice(text, buttons) };
}

async function askOnCard(interaction: ActionInteraction, parts: Desk): Promise<Reply> {
  const { subject, argument, actor, messageId } = interaction;
  const known = await caseOf(parts, subject);
  const [choice = '', version = String(known.version)] = argument.split('.');
  if (choice === 'undo')
    return await changedCard(parts, interaction, subject, async () => {
      if (String(known.version) !== version) throw new UserError('case.changed');
      await takeBack(parts, known, actor, messageId);
    });
  const words = parts.translator.words(actor.locale);
  if (!isOpenTo(known, choiceIn(choice)))
    return await caseCard(parts, actor, subject, 'update', { text: words('case.now') });
  const question = await questionOf(parts, known, choiceIn(choice), 'card', words);
  return await caseCard(parts, actor, subject, 'update', question);
}

async function confirm(interaction: ActionInteraction, parts: Desk): Promise<Reply> {
  if (wishIn(interaction).choice === 'disable') throw new UserError('problem.outdated'); // that one needs its reason
  return await decided(interaction, parts, {});
}

async function askWhy(interaction: ActionInteraction, parts: Desk): Promise<Reply> {
  const { subject, argument, actor } = interaction;
  const wish = wishIn(interaction);
  const known = await caseOf(parts, subject);
  const words = parts.translator.words(actor.locale);
  if (!isAsAsked(known, wish)) {
    if (wish.isOnCard) return await caseCard(parts, actor, subject, 'update', { text: words('case.now') });
    return await orWhatWasDecided(parts, interaction, 'update', () => {
      throw new UserError('case.changed');
    });
  }
  return {
    as: 'modal',
    modal: reasonForm(
      modalId('caseban', subject, argument, parts.nonce()),
      words('case.reason_title'),
      words,
    ),
  };
}

async function ban(interaction: ActionInteraction, parts: Desk): Promise<Reply> {
  const { fields } = interaction;
  const reason = typeof fields.reason === 'string' ? fields.reason.trim() : '';
  if (reason === '' || wishIn(interaction).choice !== 'disable') throw new UserError('case.no_reason');
  return await decided(interaction, parts, { reason: reason.slice(0, REASON_LIMIT) });
}

/** Carries out what a moderator was asked about, unless the case has changed since; the answer is where the question was. */
async function decided(
  interaction: ActionInteraction,
  parts: Desk,
  said: { reason?: string; text?: string },
): Promise<Reply> {
  const { subject, actor, messageId } = interaction;
  const wish = wishIn(interaction);
  const { choice, isOnCard } = wish;
  const besides = isOnCard ? messageId : undefined;
  const change = async () => {
    const known = await caseOf(parts, subject);
    if (!isAsAsked(known, wish)) throw new UserError('case.changed');
    await carryOut(parts, known, choice, actor, { ...said, besides });
  };
  if (isOnCard) return await changedCard(parts, interaction, subject, change);
  return await orWhatWasDecided(parts, interaction, 'update', async () => {
    await change();
    return { as: 'update', view: notice(parts.translator.words(actor.locale)('case.done')) };
  });
}

async function askText({ subject, actor }: ActionInteraction, parts: Desk): Promise<Reply> {
  const known = await caseOf(parts, subject);
  const words = parts.translator.words(actor.locale);
  const facts = await factsOf(parts, known.message_id);
  if (!facts || !isOpen(known))
    return await caseCard(parts, actor, subject, 'update', { text: words('case.now') });
  const id = modalId('caseedited', subject, `edit.${known.version}.${ON_CARD}`, parts.nonce());
  const field = {
    type: ComponentType.TextInput as const,
    custom_id: 'text',
    style: TextInputStyle.Paragraph,
    required: true,
    value: prefill(facts.text, modalLimits.input),
    max_length: modalLimits.input,
  };
  const components = [{ type: ComponentType.Label as const, label: words('case.text'), component: field }];
  return { as: 'modal', modal: { custom_id: id, title: words('case.button_edit'), components } };
}

async function edit(interaction: ActionInteraction, parts: Desk): Promise<Reply> {
  const { fields, subject, actor } = interaction;
  const text = typeof fields.text === 'string' ? fields.text.trim() : '';
  if (text === '') throw new UserError('appeal.empty');
  const facts = await factsOf(parts, (await caseOf(parts, subject)).message_id);
  if (facts?.text.trim() === text) {
    const unchanged = parts.translator.words(actor.locale)('case.unchanged');
    return await caseCard(parts, actor, subject, 'update', { text: unchanged });
  }
  return await decided(interaction, parts, { text });
}

async function cancel({ subject, argument, actor }: ActionInteraction, parts: Desk): Promise<Reply> {
  const text = parts.translator.words(actor.locale)('case.cancelled');
  if (isCaseId(subject) && argument === ON_CARD)
    return await caseCard(parts, actor, subject, 'update', { text });
  return { as: 'update', view: notice(text) };
}

/** @throws UserError for a case there is not */
async function caseOf({ db }: Desk, id: string): Promise<Case> {
  const known = await findCase(db, id);
  if (!known) throw new UserError('problem.outdated');
  return known;
}

/** What a moderator was asked about, about which version of the case, and where. @throws UserError for what no question is about */
function wishIn({ argument }: ActionInteraction) {
  const [choice = '', version, place] = argument.split('.');
  return { choice: choiceIn(choice), version, isOnCard: place === ON_CARD };
}

function choiceIn(argument: string): Choice {
  const choice = [...choices, ...moreChoices].find((one) => one === argument);
  if (!choice) throw new UserError('problem.outdated');
  return choice;
}
