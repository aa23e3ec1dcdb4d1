import { z } from 'zod';
import { colours } from '../discord/colours.ts';
import { customId } from '../discord/custom-id.ts';
import { quoted } from '../discord/text/inline.ts';
import type { Button } from '../discord/view.ts';
import { withName } from '../locales/join.ts';
import { ordinal } from '../locales/ordinal.ts';
import type { Words } from '../locales/words.ts';
import type { ConversationMessage } from '../oasst/protocol.ts';
import type { TaskOf } from '../oasst/tasks.ts';
import { hasVisible } from '../text.ts';
import { conversationTexts } from './card-texts.ts';
import type { Kind, TaskScene } from './kind.ts';

/** The candidates picked so far, best first, zero-based; and whether none of them is usable after all. */
const Draft = z.object({ picked: z.array(z.int().min(0)), none: z.boolean() });
type Draft = z.infer<typeof Draft>;

type RankingType = 'rank_initial_prompts' | 'rank_prompter_replies' | 'rank_assistant_replies';
type RankingTask = TaskOf<RankingType>;

/** As many as one message has buttons for, beside its other controls. */
const MOST_CANDIDATES = 20;
/** With so many, a message has no room for `Undo` until a picked number has made room. */
const CROWDED = 20;

/** Tasks that are answered by putting texts in order. */
export const rank: Kind<RankingType, Draft> = {
  types: ['rank_initial_prompts', 'rank_prompter_replies', 'rank_assistant_replies'],
  draft: Draft,
  blank: { picked: [], none: false },
  canShow: (task) => toRank(task).length <= MOST_CANDIDATES,

  lines: ({ task, draft, words }) => [
    ...(allSynthetic(task) ? [words('card.all_synthetic')] : []),
    ...soFar(draft.picked, words),
  ],
  texts: ({ task, words }) =>
    task.type === 'rank_initial_prompts' ? [] : conversationTexts(task.conversation.messages, words),
  candidates: ({ task, words }) =>
    toRank(task).map(({ text }, index) => ({
      name: words('speaker.candidate', { number: index + 1 }),
      colour: colours.candidate,
      text,
    })),
  lastTwo: (scene) => {
    const left = rank.candidates(scene).filter((_, index) => !scene.draft.picked.includes(index));
    return left.length === 2 ? left : undefined;
  },
  selects: () => [],
  buttons: (scene) => ({ choices: numbers(scene), tools: tools(scene) }),

  choose: (task, draft, choice) => {
    if (choice === 'undo') return { picked: draft.picked.slice(0, -1), none: false };
    if (choice === 'none') return { ...draft, none: true };
    if (choice === 'restart') return { picked: [], none: false };
    const index = /^\d+$/.test(choice) ? Number(choice) : -1;
    const count = toRank(task).length;
    if (draft.none || index < 0 || index >= count || draft.picked.includes(index)) return draft;
    return { picked: filled([...draft.picked, index], count), none: false };
  },

  stage: (task, draft) => (isComplete(task, draft) ? 'review' : 'card'),
  isSendable: (task, draft) => isComplete(task, draft),
  isReviewed: false,
  takenBack: ({ picked, none }) =>
    // the last pick, and the place that filled itself
    ({ picked: none ? picked : picked.slice(0, -2), none: false }),
  review: (scene) => {
    const { task, draft, words } = scene;
    const order = words('rank.order', { order: inWords(draft.picked) });
    return {
      lines: draft.none ? [words('rank.none')] : [order, ...places(scene)],
      texts: rank.texts(scene),
      edits: [{ label: words('button.start_over'), id: customId('choose', task.id, 'restart') }],
    };
  },
  answer: (task, { picked, none }) => ({
    type: 'message_ranking',
    // the protocol wants an order even then; the task's own says nothing about any of them
    ranking: none ? toRank(task).map((_, index) => index) : picked,
    ...(none ? { not_rankable: true } : {}),
  }),
  ownWords: () => undefined,
};

function toRank(task: RankingTask): ConversationMessage[] {
  return task.type === 'rank_initial_prompts' ? task.prompt_messages : task.reply_messages;
}

/** The last place fills itself. */
function filled(picked: number[], count: number): number[] {
  if (picked.length !== count - 1) return picked;
  const last = Array.from({ length: count }, (_, index) => index).filter((index) => !picked.includes(index));
  return [...picked, ...last];
}

function isComplete(task: RankingTask, { picked, none }: Draft): boolean {
  const count = toRank(task).length;
  const places = new Set(picked.filter((index) => index < count));
  return none || (picked.length === count && places.size === count);
}

function numbers({ task, draft }: TaskScene<RankingTask, Draft>): Button[] {
  const all = toRank(task).map((_, index): Button => {
    const disabled = draft.picked.includes(index);
    const id = customId('choose', task.id, String(index));
    return { label: String(index + 1), id, style: 'primary', disabled };
  });
  return all.length < CROWDED ? all : all.filter(({ disabled }) => !disabled);
}

function tools({ task, draft, words }: TaskScene<RankingTask, Draft>): Button[] {
  const undo: Button = {
    label: words('button.undo'),
    id: customId('choose', task.id, 'undo'),
    disabled: draft.picked.length === 0,
  };
  const none: Button = { label: words('button.none_usable'), id: customId('choose', task.id, 'none') };
  return toRank(task).length >= CROWDED && undo.disabled ? [none] : [undo, none];
}

/** What has been picked, and which place comes next. */
function soFar(picked: readonly number[], words: Words): string[] {
  if (picked.length === 0) return [words('rank.pick')];
  const place = ordinal(picked.length + 1, words.locale);
  return [words('rank.so_far', { order: inWords(picked) }), words('rank.now', { place })];
}

/** As many units of their candidates' beginnings as all places together have. */
const ALL_EXCERPTS = 600;

/** Each place with the beginning of the candidate on it; bold, since `1.` alone would begin a list. */
function places({ task, draft, words }: TaskScene<RankingTask, Draft>): string[] {
  const candidates = toRank(task);
  const units = Math.min(50, Math.floor(ALL_EXCERPTS / Math.max(1, candidates.length)));
  return draft.picked.map((index, place) => {
    const excerpt = quoted(candidates[index]?.text ?? '', { units, bytes: 2 * units });
    const text = hasVisible(excerpt) ? excerpt : words('speaker.empty');
    return withName(
      `**${ordinal(place + 1, words.locale)}** · ${words('speaker.candidate', { number: index + 1 })}`,
      `*${text}*`,
      words,
    );
  });
}

function allSynthetic(task: RankingTask): boolean {
  if (task.type === 'rank_initial_prompts' || !task.reveal_synthetic) return false;
  return task.reply_messages.every(({ synthetic }) => synthetic === true);
}

function inWords(picked: readonly number[]): string {
  return picked.map((index) => `**${index + 1}**`).join(' › ');
}
