import { buttonsOf, selectsOf, textOf } from '../../../sandbox/driver/reading.ts';
import type { MessageView } from '../../../sandbox/view.ts';
import type { WordKey } from '../../../src/locales/words.ts';
import { english } from '../../support/scenes.ts';
import type { Content } from '../content.ts';
import type { TaskMemory } from './memory.ts';

const GAP = '\u0000';

/** Something on a message that can be used, with what its custom id says. */
export type Control = { id: string; action: string; task: string; argument: string; isSelect: boolean };

/** What a message is about. */
export type Sight = {
  task: string;
  what: 'active' | 'sure' | 'saved' | 'safe' | 'skipped' | 'over' | 'returned' | 'other';
  /** The answer has come back, and can be mended. */
  mendable: boolean;
};

/** Everything on a message that can be used just now. */
export function controlsOf(message: MessageView): Control[] {
  const buttons = buttonsOf(message).filter(({ disabled, customId }) => !disabled && customId !== null);
  return [
    ...buttons.map(({ customId }) => control(customId ?? '', false)),
    ...selectsOf(message)
      .filter(({ disabled }) => !disabled)
      .map(({ customId }) => control(customId, true)),
  ];
}

function control(id: string, isSelect: boolean): Control {
  const [, action = '', task = '', argument = ''] = id.split(':');
  return { id, action, task, argument, isSelect };
}

/** What a message tells about a task; undefined when it is about none. */
export function sightOf(message: MessageView): Sight | undefined {
  const ids = buttonsOf(message).map(({ customId }) => control(customId ?? '', false));
  const selects = selectsOf(message).map(({ customId }) => control(customId, true));
  const actions = new Set([...ids, ...selects].map(({ action }) => action));
  const task = [...ids, ...selects].find((one) => one.task.length === 36)?.task;
  if (message.thinking || actions.has('resume') || actions.has('page') || task === undefined)
    return undefined;
  const said = saidOn(message);
  if (actions.has('skipnow')) return { task, what: 'sure', mendable: false };
  if (actions.has('skip')) return { task, what: 'active', mendable: said.includes(english('refused.title')) };
  return { task, what: endOf(said), mendable: false };
}

/** What the bot says itself on a message; what people wrote stands under its writer's name. */
const reviewTitle = beginningOf('review.title', ['job']);

function saidOn({ embeds }: MessageView): string {
  const own = embeds.filter(({ author }) => author === undefined);
  return own.map(({ description = '' }) => description).join('\n');
}

const held = english('sent.held', { undo: english('button.undo') });

const ends: readonly [Sight['what'], readonly string[]][] = [
  ['saved', [english('sent.saved'), english('sent.already'), english('sent.too_late')]],
  ['safe', [english('sent.safe'), held, english('sent.on_its_way'), english('sent.other_open')]],
  ['skipped', [english('skip.done'), english('skip.already'), english('report.done_task')]],
  ['over', [english('problem.gone'), english('problem.gone_text')]],
  ['returned', [english('refused.title')]],
];

function endOf(said: string): Sight['what'] {
  return ends.find(([, texts]) => texts.some((text) => said.includes(text)))?.[0] ?? 'other';
}

/** The words of the bot before the first of their places, by which they are known again. */
function beginningOf(key: WordKey, places: readonly string[]): string {
  const values = Object.fromEntries(places.map((place) => [place, GAP]));
  return english(key, values).split(GAP)[0] ?? '';
}

/** Whether a message says that there is no task to be had. */
export function saysNothingToDo(message: MessageView): boolean {
  const said = saidOn(message);
  const nothing = [
    beginningOf('nothing.any', ['language']),
    beginningOf('nothing.type', ['type', 'language']),
  ];
  return nothing.some((beginning) => said.includes(beginning));
}

/** Whether a text says that an answer still has to be delivered. */
export function saysWaiting(text: string): boolean {
  return text.includes(beginningOf('drafts.waiting', ['since']));
}

/** What an active card or review shows as entered; undefined when it does not tell. */
export function shownOn(message: MessageView, memory: TaskMemory): Content | undefined {
  const { type } = memory.task;
  const said = saidOn(message);
  const isReview = message.embeds.some(({ title }) => title?.startsWith(reviewTitle));
  if (type.startsWith('rank_')) return rankingIn(said);
  if (type.startsWith('label_')) return isReview ? labelsIn(said, memory) : undefined;
  if (type === 'rate_summary') {
    const rating = /^-?\d+/.exec(after(said, beginningOf('rate.value', ['value'])))?.[0];
    return { kind: 'rate', rating: rating === undefined ? null : Number(rating) };
  }
  if (!isReview) return { kind: 'text', text: '' };
  return memory.textIn(textOf(message)) ?? { kind: 'text', text: '(a text they never wrote)' };
}

function rankingIn(said: string): Content {
  if (said.includes(english('rank.none'))) return { kind: 'rank', picked: [], none: true };
  const beginnings = [beginningOf('rank.so_far', ['order']), beginningOf('rank.order', ['order'])];
  const [order = ''] = beginnings.map((beginning) => after(said, beginning).split('\n')[0]).filter(Boolean);
  return {
    kind: 'rank',
    picked: [...order.matchAll(/\d+/g)].map(([place]) => Number(place) - 1),
    none: false,
  };
}

function after(said: string, beginning: string): string {
  return said.split(beginning)[1] ?? '';
}

/** The lines of the review stand in the task's own order, boxes in one line at the end. */
function labelsIn(said: string, { task }: TaskMemory): Content {
  const labels = task.labels ?? [];
  const answers = said.split('\n').flatMap((line) => /^(?:.*): \*\*(.+)\*\*$/.exec(line)?.[1] ?? []);
  const asked = labels
    .filter(({ widget }) => widget !== 'flag')
    .flatMap(({ name, widget }, index) => {
      const value = pointOf(answers[index] ?? '', widget);
      return value === undefined ? [] : [[name, value] as const];
    });
  const ticked = /Problems: \*\*(.+)\*\*/.exec(said)?.[1] ?? '';
  const hasBoxes = ticked !== '' || said.includes(english('label.flags_none'));
  const flags = labels
    .filter(({ widget }) => widget === 'flag' && hasBoxes)
    .map(({ name, display_text }) => [name, ticked.split(', ').includes(display_text) ? 1 : 0] as const);
  return { kind: 'labels', values: Object.fromEntries([...asked, ...flags]) };
}

function pointOf(said: string, widget: string): number | undefined {
  if (widget === 'yes_no') return { yes: 1, no: 0 }[said];
  const point = /^[1-5]/.exec(said)?.[0];
  return point === undefined ? undefined : (Number(point) - 1) / 4;
}
