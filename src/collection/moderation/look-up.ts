import { ComponentType } from 'discord-api-types/v10';
import type { Action } from '../../discord/action.ts';
import { customId, NO_SUBJECT } from '../../discord/custom-id.ts';
import type { Actor, CommandInteraction } from '../../discord/interaction.ts';
import { componentLimits } from '../../discord/limits/limits.ts';
import { notice } from '../../discord/notice.ts';
import type { Reply } from '../../discord/reply.ts';
import { quotedPlain } from '../../discord/text/inline.ts';
import type { View } from '../../discord/view.ts';
import { UserError } from '../../locales/user-error.ts';
import type { Words } from '../../locales/words.ts';
import { Id } from '../../oasst/protocol.ts';
import { openAppeals } from '../../store/bans.ts';
import { type Case, caseOn, openCases } from '../../store/cases.ts';
import { hasVisible } from '../../text.ts';
import type { Desk } from '../desk.ts';
import { caseCard } from './case-card.ts';
import { mention } from './case-view.ts';
import { showPerson } from './person.ts';
import { factsOf } from './show-case.ts';

const MOST_FOUND = 10;
const MOST_NAMED = 30;

type Found = { messageId: string; text: string };

/** `/moderate`: finds a message by its id or its words, a person, or what waits for a decision. Only its user sees it. */
export async function moderate(interaction: CommandInteraction, parts: Desk): Promise<Reply> {
  const { subcommand, actor, options } = interaction;
  if (subcommand === 'person')
    return await showPerson(
      parts,
      actor,
      String(options.person),
      options.into === undefined ? undefined : String(options.into),
    );
  if (subcommand === 'queue')
    return { as: 'message', view: await queueView(parts, parts.translator.words(actor.locale)) };
  return await found(parts, actor, String(options.find).trim());
}

/** The select below a list of messages. */
export const lookUpActions: readonly Action<Desk>[] = [
  {
    name: 'casefound',
    for: 'moderator',
    deferMode: 'message',
    isSubject: (subject) => subject === NO_SUBJECT,
    async run({ actor, values }, parts) {
      const messageId = Id.safeParse(values[0]).data;
      if (!messageId) throw new UserError('problem.outdated');
      return await cardOn(parts, actor, messageId);
    },
  },
];

async function found(parts: Desk, actor: Actor, find: string): Promise<Reply> {
  const id = Id.safeParse(find.toLowerCase()).data;
  if (id) return await cardOn(parts, actor, id);
  const words = parts.translator.words(actor.locale);
  const messages = await parts.oasst.moderation.search(find, MOST_FOUND);
  const list = messages.flatMap(({ id: messageId, text }) => (messageId ? [{ messageId, text }] : []));
  return { as: 'message', view: listView(list, words('moderate.found', { count: list.length }), words) };
}

async function queueView(parts: Desk, words: Words): Promise<View> {
  const { cases, total } = await openCases(parts.db, MOST_FOUND);
  const list = await Promise.all(cases.map((known) => foundIn(parts, known)));
  const { appeals } = await openAppeals(parts.db, MOST_NAMED);
  const people = appeals.map(({ person_id }) => mention(person_id));
  const text = [
    total === 0 ? words('moderate.open_none') : words('moderate.open', { count: total }),
    ...(appeals.length > 0 ? [words('moderate.appeals', { people })] : []),
  ];
  return listView(list, text.join('\n\n'), words);
}

async function foundIn(parts: Desk, { message_id: messageId }: Case): Promise<Found> {
  return { messageId, text: (await factsOf(parts, messageId))?.text ?? messageId };
}

/** @throws UserError when the backend has no such message */
async function cardOn(parts: Desk, actor: Actor, messageId: string): Promise<Reply> {
  if (!(await factsOf(parts, messageId))) throw new UserError('case.gone');
  const { id } = await caseOn(parts.db, messageId, parts.clock.now());
  return await caseCard(parts, actor, id, 'message');
}

function listView(list: readonly Found[], text: string, words: Words): View {
  const view = notice(text);
  if (list.length === 0) return view;
  const options = list.map(({ messageId, text: said }) => {
    const line = quotedPlain(said, { units: componentLimits.option });
    return {
      value: messageId,
      label: hasVisible(line) ? line : words('speaker.empty'),
    };
  });
  const select = {
    type: ComponentType.StringSelect as const,
    custom_id: customId('casefound'),
    placeholder: words('moderate.choose'),
    options,
  };
  return { ...view, components: [{ type: ComponentType.ActionRow, components: [select] }] };
}
