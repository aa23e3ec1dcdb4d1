import {
  type APISelectMenuOption,
  ChannelType,
  ComponentType,
  SelectMenuDefaultValueType,
} from 'discord-api-types/v10';
import { colours } from '../../discord/colours.ts';
import { customId } from '../../discord/custom-id.ts';
import { componentLimits } from '../../discord/limits/limits.ts';
import { type Row, rows, type View } from '../../discord/view.ts';
import { listed } from '../../locales/join.ts';
import { languageName, suggestLanguages } from '../../locales/languages.ts';
import type { Words } from '../../locales/words.ts';
import type { TaskType } from '../../oasst/protocol.ts';
import type { Server } from '../../store/servers.ts';
import { type ChannelNote, inWords } from '../channels/note.ts';

/** A server as its managers see it: what was chosen, and how its channels are. */
export type ServerScene = {
  server: Server;
  log: ChannelNote | undefined;
  /** Whether the log channel was chosen by somebody who is trusted with what people report. */
  logIsTrusted: boolean;
  post: ChannelNote | undefined;
  /** The types of tasks that the backend hands out. */
  offered: readonly TaskType[];
};

/** Everything about a server that its managers choose, with the controls that choose it. */
export function serverCard({ server, log, logIsTrusted, post, offered }: ServerScene, words: Words): View {
  const { languages, kinds, weekly } = server;
  const languageNames = listed(
    languages.map((lang) => languageName(lang, words.locale)),
    words,
  );
  const kindNames = listed(
    kinds.map((kind) => words(`type.${kind}`)),
    words,
  );
  const lines = [
    words('setup.languages', { list: languageNames || words('setup.languages_any') }),
    words('setup.kinds', { list: kindNames || words('setup.kinds_any') }),
    words('setup.log', { channel: log ? inWords(log, words) : words('setup.log_none') }),
    ...(log === undefined ? [] : [words(logIsTrusted ? 'setup.log_trusted' : 'setup.log_not_trusted')]),
    words('setup.post', { channel: post ? inWords(post, words) : words('setup.post_none') }),
    words(weekly ? 'setup.weekly_on' : 'setup.weekly_off'),
  ];
  return {
    embeds: [
      {
        title: words('setup.title'),
        description: `${words('setup.intro')}\n\n${lines.join('\n')}`,
        color: colours.neutral,
      },
    ],
    components: [
      choice('languages', words('setup.choose_languages'), languageOptions(languages, words.locale)),
      choice('kinds', words('setup.choose_kinds'), kindOptions(kinds, offered, words)),
      channel('log', words('setup.choose_log'), server.logChannel),
      channel('post', words('setup.choose_post'), server.postChannel),
      ...rows([
        {
          label: words(weekly ? 'setup.weekly_turn_off' : 'setup.weekly_turn_on'),
          id: customId('server', 'weekly', weekly ? 'off' : 'on'),
        },
        { label: words('setup.check'), id: customId('server', 'check') },
      ]),
    ],
  };
}

function choice(subject: string, placeholder: string, options: APISelectMenuOption[]): Row {
  const select = { type: ComponentType.StringSelect, options, max_values: options.length } as const;
  return row({ ...select, ...common(subject, placeholder) });
}

function channel(subject: string, placeholder: string, chosen: string | undefined): Row {
  const default_values =
    chosen === undefined ? [] : [{ id: chosen, type: SelectMenuDefaultValueType.Channel as const }];
  const type = ComponentType.ChannelSelect as const;
  return row({
    type,
    channel_types: [ChannelType.GuildText],
    max_values: 1,
    default_values,
    ...common(subject, placeholder),
  });
}

/** Nothing may be chosen as well, which takes a choice back. */
function common(subject: string, placeholder: string) {
  return { custom_id: customId('server', subject), placeholder, min_values: 0 };
}

function row(component: Row['components'][number]): Row {
  return { type: ComponentType.ActionRow, components: [component] };
}

/** The languages that are chosen, and then those that the reader will most likely choose. */
function languageOptions(chosen: readonly string[], locale: string): APISelectMenuOption[] {
  const others = suggestLanguages('', locale).filter(({ value }) => !chosen.includes(value));
  const all = [
    ...chosen.map((value) => ({ value, label: languageName(value, locale), default: true })),
    ...others.map(({ name, value }) => ({ value, label: name })),
  ];
  return all.slice(0, componentLimits.selectOptions);
}

function kindOptions(
  chosen: readonly TaskType[],
  offered: readonly TaskType[],
  words: Words,
): APISelectMenuOption[] {
  return [...new Set([...offered, ...chosen])].map((value) => ({
    value,
    label: words(`type.${value}`),
    default: chosen.includes(value),
  }));
}
