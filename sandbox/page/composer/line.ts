import type { CommandView, OptionView } from './commands.ts';
import { type Draft, readLine } from './reading.ts';

/** The composer's state: loose text, or a command with its options. */
export type Line = {
  text: string;
  draft: Draft | null;
  /** What the options' fields show, by option name: the words for the values in the draft. */
  labels: Readonly<Record<string, string>>;
  /** The option with the cursor; `null` when the cursor is on the line itself. */
  option: string | null;
  /** The suggestion the arrow keys have reached, −1 for none. */
  active: number;
  problem: { option: string; problem: string } | null;
};

/** What pressing Enter on a line means. */
export type Sending =
  | { send: 'text'; text: string }
  | { send: 'command'; draft: Draft }
  | { send: 'nothing' };

export const emptyLine: Line = { text: '', draft: null, labels: {}, option: null, active: 0, problem: null };

/** A line that holds a command, its required options open. `words` says what a value is called. */
export function begin(draft: Draft, words: (option: OptionView, value: string) => string): Line {
  const { options } = draft.command;
  const required = options.filter((option) => option.required).map(({ name }) => [name, '']);
  const values: Record<string, string> = { ...Object.fromEntries(required), ...draft.values };
  const labels = options.map((option) => [option.name, words(option, values[option.name] ?? '')]);
  return { ...emptyLine, draft: { ...draft, values }, labels: Object.fromEntries(labels), active: -1 };
}

/** Text typed on the line itself. */
export function typeText(line: Line, text: string): Line {
  return { ...line, text, active: line.draft ? -1 : 0 };
}

/** The command that loose text has become once a space follows its name; `null` before. */
export function commandIn({ text, draft }: Line, commands: CommandView[]): Draft | null {
  return !draft && /^\/\S+\s/.test(text) ? readLine(text, commands) : null;
}

/** An option given a value, and the words for it. Opens the option if it was not open. */
export function setOption(line: Line, name: string, value: string, label: string): Line {
  if (!line.draft) return line;
  const values = { ...line.draft.values, [name]: value };
  return {
    ...line,
    text: '',
    draft: { ...line.draft, values },
    labels: { ...line.labels, [name]: label },
    problem: null,
  };
}

/** The cursor moved to an option, or back to the line. */
export function focusOn(line: Line, option: string | null): Line {
  return { ...line, option, active: line.draft ? -1 : line.active };
}

/** The arrow keys: one suggestion on or back, round and round. */
export function step(line: Line, by: 1 | -1, count: number): Line {
  const from = by === 1 ? Math.max(line.active, -1) : Math.max(line.active, 0);
  return count === 0 ? line : { ...line, active: (from + by + count) % count };
}

/** Backspace in an empty place: takes away the option there, else the last one, at last the command itself. */
export function takeAway(line: Line): Line {
  const { draft } = line;
  if (!draft) return line;
  const open = draft.command.options
    .map(({ name }) => name)
    .filter((name) => draft.values[name] !== undefined);
  const gone = line.option ?? open.at(-1);
  if (gone === undefined) return { ...emptyLine, text: `/${draft.command.label}` };
  const { [gone]: _, ...values } = draft.values;
  return { ...line, draft: { ...draft, values }, option: null, problem: null };
}

/** The first required option that is still empty. */
export function nextEmpty({ draft }: Line): string | null {
  const empty = draft?.command.options.find(({ name, required }) => required && !draft.values[name]);
  return empty?.name ?? null;
}

/** What Enter sends: a command, also one typed in full as text, or the text itself. */
export function sending({ text, draft }: Line, commands: CommandView[]): Sending {
  const command = draft ?? readLine(text.trim(), commands);
  if (command) return { send: 'command', draft: command };
  return text.trim() === '' ? { send: 'nothing' } : { send: 'text', text: text.trim() };
}
