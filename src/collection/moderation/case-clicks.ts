import { ComponentType, TextInputStyle } from 'discord-api-types/v10';
import type { Action } from '../../discord/action.ts';
import { customId, modalId, NO_SUBJECT } from '../../discord/custom-id.ts';
import type { ActionInteraction } from '../../discord/interaction.ts';
import { modalLimits } from '../../discord/limits/limits.ts';
import { notice } from '../../discord/notice.ts';
import type { Reply } from '../../discord/reply.ts';
import { prefill } from '../../discord/text/prefill.ts';
import { sentences } from '../../locales/sentences.ts';
import { UserError } from '../../locales/user-error.ts';
import type { Words } from '../../locales/words.ts';
import { type Case, findCase } from '../../store/cases.ts';
import type { Desk } from '../desk.ts';
import { type Choice, choices, moreChoices } from './case-view.ts';
import { carryOut, takeBack } from './decide.ts';
import { mustBeItsMessage } from './own-message.ts';
import { REASON_LIMIT, reasonForm } from './reason-form.ts';
import { factsOf, postOf } from './show-case.ts';

/** The buttons of cases. Each decision is asked about once, in a message that only its moderator sees. */
export const caseActions: readonly Action<Desk>[] = [
  { name: 'case', deferMode: 'message', run: askInLog },
  { name: 'caseask', deferMode: 'message', run: ask },
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
  return await ask(interaction, parts);
}

async function ask({ subject, argument, actor }: ActionInteraction, parts: Desk): Promise<Reply> {
  const known = await caseOf(parts, subject);
  const words = parts.translator.words(actor.locale);
  if (argument === 'undo') {
    await takeBack(parts, known, actor);
    return { as: 'message', view: notice(words('case.back')) };
  }
  const choice = choiceIn(argument);
  if (known.decision !== null) throw new UserError('case.changed');
  const below = choice === 'delete' ? ((await factsOf(parts, known.message_id))?.below ?? 0) : 0;
  const argumentNow = `${choice}.${known.version}`;
  const sure =
    choice === 'disable'
      ? customId('casewhy', known.id, argumentNow)
      : customId('casesure', known.id, argumentNow);
  const buttons = [
    { label: words('case.confirm'), id: sure, style: 'danger' as const },
    { label: words('case.cancel'), id: customId('casecancel') },
  ];
  return { as: 'message', view: notice(followsText(choice, below, words), buttons) };
}

async function confirm({ subject, argument, actor }: ActionInteraction, parts: Desk): Promise<Reply> {
  const { known, choice } = await stillOpen(parts, subject, argument);
  if (choice === 'disable') throw new UserError('problem.outdated'); // that one needs its reason
  await carryOut(parts, known, choice, actor);
  return { as: 'update', view: notice(parts.translator.words(actor.locale)('case.done')) };
}

async function askWhy({ subject, argument, actor }: ActionInteraction, parts: Desk): Promise<Reply> {
  await stillOpen(parts, subject, argument);
  const words = parts.translator.words(actor.locale);
  return { as: 'modal', modal: reasonForm(modalId('caseban', subject, argument, parts.nonce()), words) };
}

async function ban({ subject, argument, actor, fields }: ActionInteraction, parts: Desk): Promise<Reply> {
  const { known, choice } = await stillOpen(parts, subject, argument);
  const reason = typeof fields.reason === 'string' ? fields.reason.trim() : '';
  if (reason === '' || choice !== 'disable') throw new UserError('case.no_reason');
  await carryOut(parts, known, choice, actor, { reason: reason.slice(0, REASON_LIMIT) });
  return { as: 'update', view: notice(parts.translator.words(actor.locale)('case.done')) };
}

async function askText({ subject, actor }: ActionInteraction, parts: Desk): Promise<Reply> {
  const known = await caseOf(parts, subject);
  const words = parts.translator.words(actor.locale);
  const facts = await factsOf(parts, known.message_id);
  if (!facts || known.decision !== null) throw new UserError('case.changed');
  const id = modalId('caseedited', subject, `edit.${known.version}`, parts.nonce());
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

async function edit({ subject, argument, actor, fields }: ActionInteraction, parts: Desk): Promise<Reply> {
  const { known } = await stillOpen(parts, subject, argument);
  const text = typeof fields.text === 'string' ? fields.text.trim() : '';
  if (text === '') throw new UserError('appeal.empty');
  await carryOut(parts, known, 'edit', actor, { text });
  return { as: 'update', view: notice(parts.translator.words(actor.locale)('case.done')) };
}

async function cancel({ actor }: ActionInteraction, { translator }: Desk): Promise<Reply> {
  return { as: 'update', view: notice(translator.words(actor.locale)('case.cancelled')) };
}

/** @throws UserError for a case there is not */
async function caseOf({ db }: Desk, id: string): Promise<Case> {
  const known = await findCase(db, id);
  if (!known) throw new UserError('problem.outdated');
  return known;
}

/** The case and what was chosen, as they stood when the moderator was asked. @throws UserError when they do not any more */
async function stillOpen(
  parts: Desk,
  id: string,
  argument: string,
): Promise<{ known: Case; choice: Choice }> {
  const known = await caseOf(parts, id);
  const [choice = '', version] = argument.split('.');
  if (known.decision !== null || String(known.version) !== version) throw new UserError('case.changed');
  return { known, choice: choiceIn(choice) };
}

function choiceIn(argument: string): Choice {
  const choice = [...choices, ...moreChoices].find((one) => one === argument);
  if (!choice) throw new UserError('problem.outdated');
  return choice;
}

/** What will follow from a decision. */
function followsText(choice: Choice, below: number, words: Words): string {
  if (choice === 'edit') return words('case.button_edit');
  const text = words(`case.follows_${choice}`);
  return below > 0 ? sentences(words.locale, text, words('case.follows_below', { count: below })) : text;
}
