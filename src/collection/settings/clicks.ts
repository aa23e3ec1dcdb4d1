import type { Action } from '../../discord/action.ts';
import { customId, modalId, NO_SUBJECT } from '../../discord/custom-id.ts';
import type { ActionInteraction, Actor } from '../../discord/interaction.ts';
import { notice } from '../../discord/notice.ts';
import type { Reply } from '../../discord/reply.ts';
import type { View } from '../../discord/view.ts';
import { UserError } from '../../locales/user-error.ts';
import { userOf } from '../../oasst/discord-user.ts';
import type { KnownSettings } from '../../oasst/settings.ts';
import type { Desk } from '../desk.ts';
import { textLines } from '../texts/lines.ts';
import { settingsCard } from './card.ts';
import { isGroup } from './fields.ts';
import { followsText, refusalText } from './follows.ts';
import { readSettingsForm, settingsForm } from './form.ts';
import { isWishSubject, readWish, wishId } from './wish.ts';

const isNobody = (subject: string) => subject === NO_SUBJECT;

/** Changing a collection's numbers: choose a subject, fill in its form, read what follows, and apply it or not. */
export const settingsActions: readonly Action<Desk>[] = [
  { name: 'setting', for: 'owner', deferMode: 'never', isSubject: isNobody, run: openForm },
  { name: 'setweigh', for: 'owner', deferMode: 'update', isSubject: isGroup, run: weigh },
  { name: 'setapply', for: 'owner', deferMode: 'update', isSubject: isWishSubject, run: apply },
  { name: 'setcancel', for: 'owner', deferMode: 'update', isSubject: isNobody, run: cancel },
];

/** A collection's numbers, as they are now. `note` stands above them. */
export async function showSettings(parts: Desk, actor: Actor, note?: string): Promise<View> {
  const words = parts.translator.words(actor.locale);
  const known = await knownSettings(parts);
  return settingsCard(known, words, { note, texts: await textLines(parts, words) });
}

async function openForm({ values: [group = ''], actor }: ActionInteraction, parts: Desk): Promise<Reply> {
  if (!isGroup(group)) throw new UserError('problem.outdated');
  const { settings } = await knownSettings(parts);
  const id = modalId('setweigh', group, '', parts.nonce());
  return { as: 'modal', modal: settingsForm(id, group, settings, parts.translator.words(actor.locale)) };
}

async function weigh({ subject, fields, actor }: ActionInteraction, parts: Desk): Promise<Reply> {
  if (!isGroup(subject)) throw new UserError('problem.outdated');
  const words = parts.translator.words(actor.locale);
  const { settings } = await knownSettings(parts);
  const { values, problems } = readSettingsForm(subject, settings, fields, words);
  if (problems.length > 0) return await again(parts, actor, problems.join('\n'));
  if (Object.keys(values).length === 0) return await again(parts, actor, words('settings.same'));
  const weighed = offered(await parts.oasst.settings.weigh(values));
  if (weighed.problems.length > 0)
    return await again(parts, actor, weighed.problems.map((one) => refusalText(one, words)).join('\n'));
  const text = followsText(weighed, settings, words);
  const buttons = [
    {
      label: words('settings.apply'),
      id: wishId({ group: subject, version: weighed.version, values }),
      style: 'success' as const,
    },
    { label: words('settings.cancel'), id: customId('setcancel') },
  ];
  return { as: 'update', view: notice(text, buttons, words('settings.sure')) };
}

async function apply({ subject, argument, actor }: ActionInteraction, parts: Desk): Promise<Reply> {
  const words = parts.translator.words(actor.locale);
  const { settings } = await knownSettings(parts);
  const isSwitch = (name: string) => settings.some((one) => one.name === name && one.type === 'boolean');
  const wish = readWish(subject, argument, isSwitch);
  if (!wish) throw new UserError('problem.outdated');
  const { outcome } = offered(await parts.oasst.settings.change(userOf(actor), wish.values, wish.version));
  return await again(parts, actor, words(`settings.outcome_${outcome}`));
}

async function cancel({ actor }: ActionInteraction, parts: Desk): Promise<Reply> {
  return await again(parts, actor, parts.translator.words(actor.locale)('case.cancelled'));
}

async function again(parts: Desk, actor: Actor, note: string): Promise<Reply> {
  return { as: 'update', view: await showSettings(parts, actor, note) };
}

async function knownSettings({ oasst }: Pick<Desk, 'oasst'>): Promise<KnownSettings> {
  return offered(await oasst.settings.known());
}

/** @throws UserError for a backend whose settings cannot be changed from here */
function offered<T>(answer: T | undefined): T {
  if (answer === undefined) throw new UserError('settings.not_offered');
  return answer;
}
