import type { Choice, CommandView } from './commands.ts';
import { type Draft, readLine, readOptions, spelledOut } from './reading.ts';
import type { Suggestion } from './suggestions.ts';

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
  problem: Problem | null;
};

/** What is wrong with an option, or with text that should be one. */
export type Problem = { option: string; problem: string };

/** What pressing Enter on a line means. */
export type Sending =
  | { send: 'text'; text: string }
  | { send: 'command'; name: string; options: Record<string, string | number | boolean> }
  | { send: 'problem'; draft: Draft; problem: Problem }
  | { send: 'nothing' };

export const emptyLine: Line = { text: '', draft: null, labels: {}, option: null, active: 0, problem: null };

/** Text typed on the line itself. */
export function typeText(line: Line, text: string): Line {
  return { ...line, text, active: line.draft && text.trim() === '' ? -1 : 0, problem: null };
}

/** The command that loose text has become once a space follows its name; `null` before. */
export function commandIn({ text, draft }: Line, commands: CommandView[]): Draft | null {
  return !draft && /^\/\S+\s/.test(text) ? readLine(text, commands) : null;
}

/** What is typed in an option, taken for the choice that it spells out in full. */
export function recognise(line: Line, name: string, choices: Choice[]): Line {
  const match = spelledOut(choices, line.labels[name] ?? '');
  if (!line.draft || !match) return line;
  return { ...line, draft: { ...line.draft, values: { ...line.draft.values, [name]: match.value } } };
}

/** The suggestion that Enter would take: in an option the first, unless what stands there is one of them in full. */
export function highlight(line: Line, list: Suggestion[]): Line {
  if (!line.draft) return line;
  if (line.option === null) return { ...line, active: line.text.trim() === '' ? -1 : 0 };
  const choices = list.flatMap((suggestion) => (suggestion.take === 'value' ? [suggestion.choice] : []));
  const settled = spelledOut(choices, line.labels[line.option] ?? '') !== undefined;
  return { ...line, active: settled || list.length === 0 ? -1 : 0 };
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

/** What Enter sends: a command, also one typed in full as text, if nothing is wrong with it; or the text itself. */
export function sending({ text, draft }: Line, commands: CommandView[]): Sending {
  const loose = text.trim();
  if (draft && loose)
    return { send: 'problem', draft, problem: { option: loose, problem: 'The command has no such option.' } };
  const command = draft ?? readLine(loose, commands);
  if (!command) return loose === '' ? { send: 'nothing' } : { send: 'text', text: loose };
  const reading = readOptions(command);
  if ('problem' in reading) return { send: 'problem', draft: command, problem: reading };
  return { send: 'command', name: command.command.name, options: reading.options };
}
