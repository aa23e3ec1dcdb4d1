import { ComponentType, TextInputStyle } from 'discord-api-types/v10';
import type { Action } from '../../discord/action.ts';
import { modalId, NO_SUBJECT } from '../../discord/custom-id.ts';
import type { ActionInteraction } from '../../discord/interaction.ts';
import { notice } from '../../discord/notice.ts';
import type { Reply } from '../../discord/reply.ts';
import type { Modal } from '../../discord/view.ts';
import { UserError } from '../../locales/user-error.ts';
import type { Words } from '../../locales/words.ts';
import { answerAppeal, type Ban, banOfAppeal, findBan, noteAppeal } from '../../store/bans.ts';
import { logChannels } from '../../store/log-channels.ts';
import { putPost } from '../../store/posts.ts';
import type { Desk } from '../desk.ts';
import { APPEAL_LIMIT, appealView, banText, postOfAppeal, shown } from './appeal-view.ts';
import { mustBeItsMessage } from './own-message.ts';

const isNobody = (subject: string) => subject === NO_SUBJECT;
const isAppeal = (subject: string) => /^[0-9a-f]{16}$/.test(subject);

/** What somebody who was banned can say, once, and how a moderator answers. */
export const appealActions: readonly Action<Desk>[] = [
  { name: 'appeal', for: 'everybody', deferMode: 'never', isSubject: isNobody, run: ask },
  { name: 'appealed', for: 'everybody', deferMode: 'update', isSubject: isNobody, run: take },
  { name: 'answer', for: 'moderator', deferMode: 'never', isSubject: isAppeal, run: askAnswer },
  { name: 'answerhere', for: 'moderator', deferMode: 'never', isSubject: isAppeal, run: openAnswer },
  { name: 'answered', for: 'moderator', deferMode: 'update', isSubject: isAppeal, run: takeAnswer },
];

async function ask({ actor }: ActionInteraction, { db, translator, nonce }: Desk): Promise<Reply> {
  const words = translator.words(actor.locale);
  const ban = await ownBan(db, actor.id);
  if (ban.appeal !== null)
    return { as: 'message', view: notice(banText(ban, words), [], words('appeal.ban')) };
  return {
    as: 'modal',
    modal: form(modalId('appealed', NO_SUBJECT, '', nonce()), banText(ban, words), 'appeal', words),
  };
}

/** Takes an appeal, and brings it into the log channels. */
async function take({ actor, fields }: ActionInteraction, parts: Desk): Promise<Reply> {
  const { db, clock, translator } = parts;
  const words = translator.words(actor.locale);
  await ownBan(db, actor.id);
  const text = entered(fields.text);
  await posted(parts, (tx) => noteAppeal(tx, actor.id, text, clock.now()));
  const ban = await ownBan(db, actor.id);
  return { as: 'update', view: notice(banText(ban, words), [], words('appeal.ban')) };
}

async function askAnswer(interaction: ActionInteraction, parts: Desk): Promise<Reply> {
  const { subject } = interaction;
  await mustBeItsMessage(interaction, parts, (channelId) => postOfAppeal(subject, channelId));
  return await openAnswer(interaction, parts);
}

/** The same where a moderator has looked somebody up, and only they see it. */
async function openAnswer(
  { subject, actor }: ActionInteraction,
  { db, translator, nonce }: Desk,
): Promise<Reply> {
  const ban = await banOfAppeal(db, subject);
  if (!ban || ban.answer !== null) throw new UserError('case.changed');
  const words = translator.words(actor.locale);
  return {
    as: 'modal',
    modal: form(modalId('answered', subject, '', nonce()), shown(ban.appeal ?? ''), 'answer', words),
  };
}

async function takeAnswer({ subject, actor, fields }: ActionInteraction, parts: Desk): Promise<Reply> {
  const text = entered(fields.text);
  const now = parts.clock.now();
  const answered = await posted(parts, (tx) =>
    answerAppeal(tx, subject, { answer: text, by: actor.id }, now),
  );
  if (!answered) throw new UserError('case.changed');
  return { as: 'update', view: appealView(answered, parts.translator.words(actor.locale)) };
}

/** Changes a ban, and shows it in the log channels, in one transaction. */
async function posted(
  { db, clock, translator, posting, isTrusted }: Desk,
  change: (tx: Desk['db']) => Promise<Ban | undefined>,
): Promise<Ban | undefined> {
  const channels = await logChannels(db, isTrusted);
  const ban = await db.transaction().execute(async (tx) => {
    const changed = await change(tx);
    for (const { channelId, locale } of changed ? channels : []) {
      if (!changed) break;
      const payload = appealView(changed, translator.words(locale));
      const id = postOfAppeal(changed.appeal_id ?? '', channelId);
      await putPost(tx, { id, channelId, payload, whenDeleted: 'recreate' }, clock.now());
    }
    return changed;
  });
  posting.wake();
  return ban;
}

/** @throws UserError for somebody who is not banned, or of whose ban no reason is known */
async function ownBan(db: Desk['db'], personId: string): Promise<Ban> {
  const ban = await findBan(db, personId);
  if (!ban || ban.lifted_at !== null) throw new UserError('appeal.unknown');
  return ban;
}

function form(custom_id: string, about: string, kind: 'appeal' | 'answer', words: Words): Modal {
  return {
    custom_id,
    title: words(`appeal.form_${kind}`),
    components: [
      { type: ComponentType.TextDisplay, content: about },
      {
        type: ComponentType.Label,
        label: words(`appeal.field_${kind}`),
        description: words(`appeal.field_${kind}_help`),
        component: {
          type: ComponentType.TextInput,
          custom_id: 'text',
          style: TextInputStyle.Paragraph,
          required: true,
          max_length: APPEAL_LIMIT,
        },
      },
    ],
  };
}

function entered(field: unknown): string {
  const text = typeof field === 'string' ? field.trim().slice(0, APPEAL_LIMIT) : '';
  if (text === '') throw new UserError('appeal.empty');
  return text;
}
