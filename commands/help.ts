import type { Command } from '../src/discord/command.ts';
import { notice } from '../src/discord/notice.ts';
import { foreign } from '../src/discord/text/foreign.ts';
import { anywhere } from '../src/discord/where.ts';
import { nearestText } from '../src/locales/nearest-text.ts';
import type { Translator, Words } from '../src/locales/words.ts';
import { ownTexts } from '../src/store/own-texts.ts';
import { type Parts, wordsFor } from '../src/tasks/parts.ts';
import { startButton } from '../src/tasks/show/available.ts';

type Listed = Pick<Command<never>, 'data' | 'for'>;

/** `/help` says what this is for and how it works. It lists those of all `others` that are for everybody. */
export function help({ described }: Translator, others: readonly Listed[]): Command<Parts> {
  const open = others.filter((other) => other.for === 'everybody');
  return {
    data: {
      name: 'help',
      ...described('command.help.description'),
      ...anywhere,
    },

    for: 'everybody',
    async run({ actor }, parts) {
      const t = wordsFor(parts, actor);
      const paragraphs = [
        t('help.text'),
        t('help.start'),
        t('help.answer', { send: t('button.send') }),
        t('help.skip', { skip: t('button.skip') }),
        t('help.again'),
        t('help.report', { report: t('button.report') }),
        t('help.privacy'),
        [t('help.commands'), ...open.map((other) => commandLine(other, t))].join('\n'),
      ];
      const name = nearestText(await ownTexts(parts.db, 'name'), actor.locale)?.text;
      const title = name === undefined ? t('help.title') : foreign(name);
      return { as: 'message', view: notice(paragraphs.join('\n\n'), [startButton(t)], title) };
    },
  };
}

/** `/drafts` · Your open tasks, and what you have written so far */
function commandLine({ data: { name, description } }: Listed, t: Words): string {
  return `\`/${name}\` · ${t.find(`command.${name}.description`) ?? description}`;
}
