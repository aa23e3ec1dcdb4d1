import { colours } from '../../discord/colours.ts';
import { customId } from '../../discord/custom-id.ts';
import { clip } from '../../discord/text/clip.ts';
import { foreign } from '../../discord/text/foreign.ts';
import { rows, type View } from '../../discord/view.ts';
import { withName } from '../../locales/join.ts';
import type { Words } from '../../locales/words.ts';
import type { Ban } from '../../store/bans.ts';
import { mention } from './case-view.ts';

/** The longest appeal and the longest answer, in UTF-16 units. */
export const APPEAL_LIMIT = 1_000;

/** The name of an appeal's message in one channel. */
export function postOfAppeal(appealId: string, channelId: string): string {
  return `appeal:${appealId}:${channelId}`;
}

/** An appeal in a log channel, or where a moderator looks somebody up: who says what to which ban, with the answer or a button for it. */
export function appealView(ban: Ban, words: Words, place: 'log' | 'lookup' = 'log'): View {
  const { appeal_id, answer, answered_by, lifted_at } = ban;
  const fields = [
    { name: words('appeal.reason'), value: shown(ban.reason) },
    { name: words('appeal.banned_by'), value: mention(ban.by) },
    ...(answer === null
      ? []
      : [
          { name: words('appeal.answer'), value: withName(mention(answered_by ?? ''), shown(answer), words) },
        ]),
  ];
  const appeal = appeal_id ?? '';
  const enable = words('moderate.button_enable');
  const id = place === 'log' ? customId('answer', appeal) : customId('answerhere', appeal);
  const answering = { label: words('appeal.button_answer'), id };
  return {
    embeds: [
      {
        title: words('appeal.title'),
        color: answer === null ? colours.problem : colours.neutral,
        description: `${mention(ban.person_id)}\n\n${shown(ban.appeal ?? '')}`,
        fields,
        ...(lifted_at === null ? { footer: { text: words('appeal.stays_closed', { button: enable }) } } : {}),
      },
    ],
    components: answer === null ? rows([answering]) : [],
  };
}

/** A ban as the person it is about reads it: why, and what was said to it. */
export function banText(ban: Ban, words: Words): string {
  return [
    `**${words('appeal.reason')}**\n${shown(ban.reason)}`,
    ...(ban.appeal === null ? [] : [`**${words('appeal.yours')}**\n${shown(ban.appeal)}`]),
    ...(ban.answer === null
      ? ban.appeal === null
        ? []
        : [words('appeal.waiting')]
      : [`**${words('appeal.answer')}**\n${shown(ban.answer)}`]),
  ].join('\n\n');
}

/** Somebody's words in the length that a card or form has room for. */
export function shown(text: string): string {
  return clip(foreign(text), { units: 900, bytes: 1_800 });
}
