import { ComponentType, TextInputStyle } from 'discord-api-types/v10';
import { colours } from '../../discord/colours.ts';
import { customId } from '../../discord/custom-id.ts';
import { modalLimits } from '../../discord/limits/limits.ts';
import { notice } from '../../discord/notice.ts';
import { foreign } from '../../discord/text/foreign.ts';
import { prefill } from '../../discord/text/prefill.ts';
import { shorten } from '../../discord/text/shorten.ts';
import type { Button, Modal, View } from '../../discord/view.ts';
import { sentences } from '../../locales/sentences.ts';
import type { Words } from '../../locales/words.ts';
import type { TextKind } from '../../store/own-texts-table.ts';
import { textLimits } from './limits.ts';

/** The form for a text, filled with what holds now. */
export function textForm(
  custom_id: string,
  { kind, text, language }: { kind: TextKind; text: string; language: string },
  words: Words,
): Modal {
  const most = textLimits[kind].units;
  const value = prefill(text, modalLimits.input);
  return {
    custom_id,
    title: shorten(`${words(`texts.kind_${kind}`)} · ${language}`, { units: modalLimits.title }),
    components: [
      {
        type: ComponentType.Label,
        label: words(`texts.kind_${kind}`),
        description: words('texts.field_help'),
        component: {
          type: ComponentType.TextInput,
          custom_id: 'text',
          style: kind === 'name' ? TextInputStyle.Short : TextInputStyle.Paragraph,
          required: false,
          max_length: Math.max(most, value.length),
          ...(value === '' ? {} : { value }),
        },
      },
    ],
  };
}

/** A text as people will read it, what would follow from it, and the buttons that put it up or drop it. */
export function proposalCard(
  { id, kind, text, language }: { id: string; kind: TextKind; text: string; language: string },
  agreed: number,
  words: Words,
): View {
  const name = words(`texts.kind_${kind}`);
  const goes = text === '';
  const consequences = [
    words(goes ? 'texts.would_go' : 'texts.would_show', { name, language }),
    ...(kind === 'consent' ? [words('texts.agreed', { count: agreed })] : []),
  ];
  const use: Button = goes
    ? { label: words('texts.take_down'), id: customId('textuse', id), style: 'danger' }
    : { label: words('texts.use'), id: customId('textuse', id), style: 'success' };
  const again: Button = {
    label: words('texts.ask_again'),
    id: customId('textuse', id, 'again'),
    style: 'danger',
  };
  const drop: Button = { label: words('settings.cancel'), id: customId('textdrop', id) };
  const view = notice(
    sentences(words.locale, ...consequences),
    kind === 'consent' ? [use, again, drop] : [use, drop],
    words(goes ? 'texts.sure_down' : 'texts.sure'),
  );
  if (goes) return view;
  return { ...view, embeds: [...view.embeds, { description: foreign(text), color: colours.own }] };
}

/** The id of the form for a text. */
export function formSubject(kind: TextKind, lang: string): string {
  return `${kind}.${lang}`;
}
