import { controlId, NO_TASK } from '../../discord/control-id.ts';
import type { View } from '../../discord/view.ts';
import { languageName } from '../../locales/languages.ts';
import type { Words } from '../../locales/words.ts';
import { type Wish, wishArgument } from '../wish.ts';
import { notice } from './views.ts';

/** There is no task: what else can be done. */
export function nothingToDo(wish: Wish, words: Words): View {
  const language = languageName(wish.lang, words.locale);
  const again = { label: words('button.again'), id: controlId('next', NO_TASK, wish.type) };
  if (wish.type === 'random') return notice(words('nothing.any', { language }), [again]);
  const text = words('nothing.type', { language, type: words(`type.${wish.type}`) });
  const any = {
    label: words('button.any'),
    id: controlId('next', NO_TASK, 'random'),
    style: 'primary' as const,
  };
  return notice(text, [any, again]);
}

/** The backend wants its terms accepted first. */
export function termsCard(wish: Wish, words: Words): View {
  const agree = {
    label: words('button.agree'),
    id: controlId('terms', NO_TASK, wishArgument(wish)),
    style: 'success' as const,
  };
  const decline = { label: words('button.decline'), id: controlId('decline') };
  const text = words('terms.text', { button: words('button.agree') });
  return notice(text, [agree, decline], words('terms.title'));
}
