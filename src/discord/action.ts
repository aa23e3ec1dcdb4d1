import type { Audience } from './audience.ts';
import type { ActionInteraction } from './interaction.ts';
import type { DeferMode, Reply } from './reply.ts';

/** A button, select or modal: its name in custom ids, and what it does. `Context` is what it may use. */
export type Action<Context> = {
  name: string;
  /** Who may use it: looked at before it runs, whoever was shown the control. */
  for: Audience;
  deferMode: DeferMode;
  /** Whether a custom id's subject is one that this action is about; with any other the control is outdated. */
  isSubject(subject: string): boolean;
  run(interaction: ActionInteraction, context: Context): Promise<Reply>;
};
