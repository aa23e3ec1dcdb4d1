import type { APIEmbed } from 'discord-api-types/v10';
import { colours } from '../../discord/colours.ts';
import { customId } from '../../discord/custom-id.ts';
import { messageLimits } from '../../discord/limits/limits.ts';
import { type Budget, leftAfter } from '../../discord/text/budget.ts';
import { clip } from '../../discord/text/clip.ts';
import { stamp } from '../../discord/text/stamp.ts';
import { type Button, type Row, rows, type View } from '../../discord/view.ts';
import { languageName } from '../../locales/languages.ts';
import type { Words } from '../../locales/words.ts';
import type { AnyKind, CardText, TaskScene } from '../kind.ts';
import type { Warning } from '../second-look/warning.ts';
import { campaignLines } from './campaigns.ts';
import { besideEmbeds, type CandidateOptions, candidateEmbeds } from './candidates.ts';
import { conversationEmbeds, type Shown } from './conversation.ts';

/** The longest head or foot of a card may get, so that there is always room for what is to be read. */
const MOST_TEXT = { units: 1_200, bytes: 2_000 };

/**
 * What a person sees of a task, by where they are with it. `note` is a line of news above everything else; what came
 * back is first of all to be changed.
 */
export function taskView(kind: AnyKind, scene: TaskScene, note?: string, isReturned = false): View {
  const notes = note === undefined ? [] : [note];
  return kind.stage(scene.task, scene.draft) === 'review'
    ? review(kind, scene, notes, isReturned)
    : card(kind, scene, notes);
}

/** The task: what to do, what to read, and the buttons to answer it with. */
function card(kind: AnyKind, scene: TaskScene, notes: readonly string[]): View {
  const { task, words, draft } = scene;
  const head = {
    title: words(`type.${task.type}`),
    lines: [words(`instruction.${task.type}`), facts(scene), ...campaignLines(task.campaign)],
  };
  const foot = [...notes, ...kind.lines(scene)];
  const { embeds, complete } = layOut({ head, foot, texts: kind.texts(scene) }, kind, scene);
  const { choices, tools } = kind.buttons(scene);
  const isSendable = kind.stage(task, draft) === 'between' && kind.isSendable(task, draft, scene.rules);
  const buttons = [
    ...tools,
    ...(isSendable ? [sendButton(scene)] : []),
    // what is not among the last two is still to be read
    ...(complete && !isHiding(kind, scene) ? [] : [readButton(scene)]),
    { label: words('button.skip'), id: customId('skip', task.id) },
    { label: words('button.report'), id: customId('report', task.id) },
    { label: words('button.guidelines'), id: customId('guide', task.id) },
  ];
  return { embeds, components: [...kind.selects(scene), ...stacked(choices, buttons)] };
}

/** The answer as it will be sent, with the buttons to send or change it. */
function review(kind: AnyKind, scene: TaskScene, notes: readonly string[], isReturned: boolean): View {
  const { task, words, draft } = scene;
  const { lines, texts, edits } = kind.review(scene);
  const sendable = kind.isSendable(task, draft, scene.rules);
  const warnings = sendable ? (kind.warnings?.(task, draft) ?? []) : [];
  const send = sendButton(scene, warnings.length > 0);
  const hint = sendable ? [words('review.hint', { button: send.label })] : [];
  const looked = warnings.length > 0 ? [warningLine(warnings, scene)] : [];
  const job = words(`type.${task.type}`);
  const head = { title: words('review.title', { job }), lines: [facts(scene)] };
  const { embeds, complete } = layOut(
    { head, foot: [...notes, ...lines, ...looked, ...hint], texts },
    kind,
    scene,
  );
  const buttons = [
    ...(sendable ? [isReturned ? { ...send, style: 'secondary' as const } : send] : []),
    ...(isReturned ? coloured(edits) : edits),
    ...(complete ? [] : [readButton(scene)]),
    { label: words('button.skip'), id: customId('skip', task.id) },
  ];
  return { embeds, components: rows(buttons) };
}

/** What came back is to be changed first: the button for that is the one with a colour. */
function coloured([first, ...others]: readonly Button[]): Button[] {
  return first ? [{ ...first, style: 'primary' }, ...others] : [];
}

function warningLine(warnings: readonly Warning[], { words, lang }: TaskScene): string {
  const language = languageName(lang, words.locale);
  const all = warnings.map((warning) => words(`second_look.${warning}`, { language }));
  const what = new Intl.ListFormat(words.locale, { type: 'conjunction' }).format(all);
  return words('second_look.line', { what });
}

function sendButton({ task, words }: TaskScene, isWarned = false): Button {
  return {
    label: words(isWarned ? 'button.send_anyway' : 'button.send'),
    id: customId('submit', task.id),
    style: 'success',
  };
}

function readButton({ task, words }: TaskScene): Button {
  return { label: words('button.read'), id: customId('read', task.id, '0') };
}

/** The language and the time a task is open until, which Discord shows in the reader's own way. */
function facts({ words, lang, expiresAt }: TaskScene): string {
  const until = stamp(expiresAt, 'R');
  return words('card.facts', { language: languageName(lang, words.locale), until });
}

/** Choices in rows of their own above the other buttons; all in one run when there are too many rows for that. */
function stacked(choices: readonly Button[], buttons: readonly Button[]): Row[] {
  const apart = [...rows(choices), ...rows(buttons)];
  return apart.length <= messageLimits.rows ? apart : rows([...choices, ...buttons]);
}

type Layout = {
  head: { title: string; lines: readonly string[] };
  /** Where the person is with it, last of all: on a phone, only what is near the buttons is in view. */
  foot: readonly string[];
  texts: readonly CardText[];
};

/** Head and foot and between them as much of the texts as fits; when that is not all, the foot says so. */
function layOut({ head, foot, texts }: Layout, kind: AnyKind, scene: TaskScene): Shown {
  const { words } = scene;
  const partly = words('card.partly', { button: words('button.read') });
  const top = { title: head.title, ...textEmbed(head.lines) };
  const room = leftAfter([top, textEmbed([...foot, partly])]);
  const { embeds, complete } = bodyOf(texts, candidatesOf(kind, scene), room, words);
  const bottom = complete ? foot : [...foot, partly];
  return { embeds: [top, ...embeds, ...(bottom.length > 0 ? [textEmbed(bottom)] : [])], complete };
}

function textEmbed(lines: readonly string[]): APIEmbed {
  return { description: clip(lines.join('\n'), MOST_TEXT), color: colours.neutral };
}

/** Whether the card shows the last two candidates alone, of more that there are. */
function isHiding(kind: AnyKind, scene: TaskScene): boolean {
  return candidatesOf(kind, scene).shown.length < kind.candidates(scene).length;
}

/** All candidates, or the last two to choose between. */
function candidatesOf(kind: AnyKind, scene: TaskScene): { shown: readonly CardText[]; beside: boolean } {
  const two = kind.stage(scene.task, scene.draft) === 'card' ? kind.lastTwo?.(scene) : undefined;
  return { shown: two ?? kind.candidates(scene), beside: two !== undefined };
}

function bodyOf(
  texts: readonly CardText[],
  { shown: candidates, beside }: ReturnType<typeof candidatesOf>,
  room: Budget,
  words: Words,
): Shown {
  const few = Math.max(1, room.embeds - candidates.length);
  const third = { units: Math.floor(room.units / 3), bytes: Math.floor(room.bytes / 3), embeds: few };
  const share = candidates.length === 0 ? room : third;
  const above = conversationEmbeds(texts.map(messageOf), {
    budget: share,
    speaker: (_, index) => texts[index] ?? { name: '', colour: colours.neutral },
    placeholder: words('speaker.empty'),
    shortened: (count) => words('speaker.hidden', { count }),
  });
  if (candidates.length === 0) return above;
  const messages = candidates.map(messageOf);
  const options: CandidateOptions = {
    budget: leftAfter(above.embeds, room),
    speaker: (_, index) => candidates[index] ?? { name: '', colour: colours.neutral },
    placeholder: words('speaker.empty'),
  };
  const below = (beside && besideEmbeds(messages, options)) || candidateEmbeds(messages, options);
  return { embeds: [...above.embeds, ...below.embeds], complete: above.complete && below.complete };
}

function messageOf({ text }: CardText) {
  return { text, is_assistant: false };
}
