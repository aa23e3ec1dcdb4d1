import { z } from 'zod';
import { quoted } from '../../discord/text/inline.ts';
import { stamp } from '../../discord/text/stamp.ts';
import { withName } from '../../locales/join.ts';
import { languageName } from '../../locales/languages.ts';
import type { Words } from '../../locales/words.ts';
import type { SentAnswer } from '../../store/sent-answers.ts';

const EXCERPT = { units: 60, bytes: 180 };
const Text = z.object({ text: z.string().min(1) });

/** What somebody sent, a line each, as far as the bot itself knows it. */
export function sentLines(answers: readonly SentAnswer[], words: Words): string[] {
  return answers.map(({ type, lang, at, body }) => {
    const name = words.find(`type.${type}`) ?? type;
    const { data } = Text.safeParse(body);
    const facts = [stamp(at, 'd'), name, languageName(lang, words.locale)].join(' · ');
    return data ? withName(facts, `*${quoted(data.text, EXCERPT)}*`, words) : facts;
  });
}
