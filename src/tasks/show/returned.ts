import { appealButton } from '../../discord/appeal-button.ts';
import { customId, NO_SUBJECT } from '../../discord/custom-id.ts';
import { type Button, type View, withButton } from '../../discord/view.ts';
import { sentences } from '../../locales/sentences.ts';
import type { WordKey, Words } from '../../locales/words.ts';
import { codes } from '../../oasst/errors.ts';
import { UNDELIVERED } from '../delivery/verdict.ts';
import type { AnyKind, TaskScene } from '../kind.ts';
import { NOT_AGREED } from '../session/rules.ts';
import type { Session } from '../session/session.ts';
import { filterArgument, readType } from '../task-filter.ts';
import { taskView } from './card.ts';
import type { ViewContext } from './context.ts';

/**
 * What a person sees of an answer that came back and can be given anew: why, and the one thing to do about it. Of other
 * words than came back it is not said why these did, unless no words would mend that.
 */
export function returnedView(kind: AnyKind, scene: TaskScene, session: Session, context: ViewContext): View {
  const { words } = context;
  const { refusalCode } = session;
  const settled = refusalCode === null ? undefined : settledElsewhere[refusalCode];
  if (session.isAmended && !settled) return taskView(kind, scene);
  const [edit] = kind.review(scene).edits;
  const fix = settled
    ? words(settled.fix)
    : words('refused.fix', { button: edit?.label ?? words('button.send') });
  const why = sentences(words.locale, reasonOf(refusalCode, context), fix);
  const view = taskView(kind, scene, `⚠️ **${words('refused.title')}**\n${why}`, !settled);
  const way = settled?.way?.(session, words);
  return way ? withButton(view, way) : view;
}

type Settled = { fix: WordKey; way?: (session: Session, words: Words) => Button };

/** What no other words would mend: the same answer can go once something else is settled; `way` leads there. */
const settledElsewhere: Readonly<Record<number, Settled>> = {
  [NOT_AGREED]: { fix: 'refused.fix_agree' },
  [codes.termsNotAccepted]: {
    fix: 'refused.fix_settled',
    way: ({ requested, lang }, words) => ({
      label: words('button.agree'),
      id: customId('terms', NO_SUBJECT, filterArgument({ type: readType(requested), lang })),
    }),
  },
  [codes.userDisabled]: {
    fix: 'refused.fix_settled',
    way: (_session, words) => appealButton(words('button.appeal')),
  },
};

const reasons: Readonly<Record<number, WordKey>> = {
  [codes.textTooLong]: 'refused.too_long',
  [codes.textTooShort]: 'refused.too_short',
  [codes.duplicateText]: 'refused.duplicate',
  [codes.textLikeOwn]: 'refused.like_own',
  [codes.textLikeOthers]: 'refused.like_others',
  [codes.secondReply]: 'refused.second_reply',
  [codes.treeNotGrowing]: 'refused.stopped',
  [codes.taskExpired]: 'refused.expired',
  [codes.taskNotFound]: 'refused.expired',
  [codes.labelOwnOrDouble]: 'refused.own',
  [codes.userDisabled]: 'problem.banned',
  [codes.termsNotAccepted]: 'terms.text',
  [UNDELIVERED]: 'refused.undelivered',
  [NOT_AGREED]: 'refused.not_agreed',
};

/** Why an answer came back, in a sentence or two. */
export function reasonOf(code: number | null, { words, rules }: ViewContext): string {
  const key = code === null ? undefined : reasons[code];
  return words(key ?? 'refused.invalid', {
    code: code ?? '?',
    limit: rules.textLimit,
    button: words(code === codes.userDisabled ? 'button.appeal' : 'button.agree'),
  });
}
