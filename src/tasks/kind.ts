import type { z } from 'zod';
import type { ModalFields } from '../discord/interaction.ts';
import type { Button, Modal, Row } from '../discord/view.ts';
import type { Words } from '../locales/words.ts';
import type { Interaction } from '../oasst/interactions.ts';
import type { TaskType } from '../oasst/protocol.ts';
import type { BackendRules } from '../oasst/rules.ts';
import type { Task, TaskOf } from '../oasst/tasks.ts';
import type { Warning } from './second-look/warning.ts';

/** A task in front of a person, with what they have entered so far. */
export type TaskScene<T = Task, Draft = unknown> = {
  task: T;
  draft: Draft;
  words: Words;
  /** What the backend asks of an answer. */
  rules: BackendRules;
  /** The language of the task, such as `pt-BR`. */
  lang: string;
  /** Epoch milliseconds. */
  expiresAt: number;
};

/** One text on a card: who or what it is, and its words. Colour is 0xRRGGBB. */
export type CardText = { name: string; colour: number; text: string };

type Without<T, Keys extends PropertyKey> = T extends unknown ? Omit<T, Keys> : never;

/** An answer as a kind gives it: an interaction without the ids and the person, which are the same for all kinds. */
export type TaskAnswer = Without<Interaction, 'user' | 'message_id' | 'user_message_id' | 'lang' | 'task_id'>;

/**
 * What a task is to a person. Pure: a scene goes in, what to show or what was entered comes out. A kind is added by a
 * file like `rate.ts` and a line in `kinds.ts`.
 */
export type Kind<Type extends TaskType, Draft> = {
  types: readonly Type[];
  /** The form in which what was entered is stored. */
  draft: z.ZodType<Draft>;
  /** What has been entered before anything was. */
  blank: Draft;
  /** False for a task that cannot be put on a card, and so has to be handed back. */
  canShow(task: TaskOf<Type>): boolean;
  /** What stands under the instruction on the card. */
  lines(scene: TaskScene<TaskOf<Type>, Draft>): string[];
  /** The texts to read, oldest first, the most important last. */
  texts(scene: TaskScene<TaskOf<Type>, Draft>): CardText[];
  /** The texts to choose among, in their order. */
  candidates(scene: TaskScene<TaskOf<Type>, Draft>): CardText[];
  /** The last two texts to choose between, which the card shows beside each other in place of all; undefined before. */
  lastTwo?(scene: TaskScene<TaskOf<Type>, Draft>): CardText[] | undefined;
  /** Selects above the buttons. */
  selects(scene: TaskScene<TaskOf<Type>, Draft>): Row[];
  /** The buttons with which the answer is given: `choices` in rows of their own, `tools` before `Skip`. */
  buttons(scene: TaskScene<TaskOf<Type>, Draft>): { choices: Button[]; tools: Button[] };
  /** The form behind a button, by its argument. Its custom ids end in `nonce`. */
  form?(scene: TaskScene<TaskOf<Type>, Draft>, argument: string, nonce: string): Modal;
  /** What has been entered after a form was submitted. */
  fill?(task: TaskOf<Type>, draft: Draft, argument: string, fields: ModalFields): Draft;
  /** What has been entered after a choice was made on the card. */
  choose?(task: TaskOf<Type>, draft: Draft, choice: string): Draft;
  /** Where the person is: choosing on the card, between two forms, or before sending. */
  stage(task: TaskOf<Type>, draft: Draft): 'card' | 'between' | 'review';
  /** Whether the answer may be sent as it is. */
  isSendable(task: TaskOf<Type>, draft: Draft, rules: BackendRules): boolean;
  /** Whether an answer is looked over before it goes out; else it goes with the click that completes it. */
  isReviewed: boolean;
  /** What is still entered after an answer that went at once was taken back. */
  takenBack(draft: Draft): Draft;
  /** What the review says and shows, and its buttons between `Send` and `Skip`. */
  review(scene: TaskScene<TaskOf<Type>, Draft>): { lines: string[]; texts: CardText[]; edits: Button[] };
  /** What to look at once more before it goes out; left out where there is nothing to find. */
  warnings?(task: TaskOf<Type>, draft: Draft): readonly Warning[];
  /** The text to look at for what its words alone do not tell; left out where there is none. */
  toLookAt?(draft: Draft): string;
  /** The same draft, with what was found in it. */
  lookedAt?(draft: Draft, found: readonly Warning[]): Draft;
  /** The answer to send; only asked when it may be sent. */
  answer(task: TaskOf<Type>, draft: Draft): TaskAnswer;
  /** The person's own words in it, to be given back when it cannot be sent. */
  ownWords(draft: Draft): string | undefined;
};

/** A kind whose types of task and draft are known only to itself. */
export type AnyKind = Kind<TaskType, unknown>;
