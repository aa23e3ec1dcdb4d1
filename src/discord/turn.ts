import type { Form, View } from './view.ts';

/** Who clicked or typed. */
export type Visitor = {
  /** Discord id. */
  id: string;
  /** The name others see. */
  name: string;
  /** Their Discord language, such as `pt-BR`. */
  locale: string;
};

/** What a submitted form holds, by custom id. */
export type Fields = Readonly<Record<string, string | readonly string[] | boolean | null>>;

/** One thing a person did. */
export type Turn = {
  /** The interaction's id: a snowflake no other interaction ever has. */
  id: string;
  visitor: Visitor;
  /** The options of a command, by name. */
  options: Readonly<Record<string, string | number | boolean>>;
  /** The task a control belongs to, or `-`. */
  task: string;
  /** The argument in a control's custom id. */
  argument: string;
  /** What was chosen in a select. */
  values: readonly string[];
  fields: Fields;
  /** What was typed into the text fields of a form, in their order. */
  written: readonly string[];
};

/** Where an answer ended up, and until when it can be edited without a new click. */
export type Place = { messageId: string; token: string; validUntil: number };

/**
 * What the person gets: a new message only they see, the clicked message changed, or a form.
 * `shown` runs after Discord has taken it, `unseen` when it certainly has not and will not.
 */
export type Answer =
  | {
      as: 'message' | 'update';
      view: View;
      shown?: (place: Place) => Promise<void>;
      unseen?: () => Promise<void>;
    }
  | { as: 'form'; form: Form };

/** How to keep Discord waiting when the answer takes long; `never` for what may open a form. */
export type Patience = 'message' | 'update' | 'never';

/** A button, select or form: its name in custom ids, and what it does. */
export type Action = { name: string; patience: Patience; run(turn: Turn): Promise<Answer> };
