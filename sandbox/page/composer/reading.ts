import type { Choice, CommandView, OptionView } from './commands.ts';

/** A command being written: what has been typed or chosen for each option, by option name. */
export type Draft = { command: CommandView; values: Record<string, string> };

/** The options as the bot gets them, or what is wrong with the first one that is not right. */
export type Reading =
  | { options: Record<string, string | number | boolean> }
  | { option: string; problem: string };

/**
 * Reads a typed line such as `/task type:rank` into a draft, or `null` while it names no command in full.
 * Names and values may be in the person's language; text without an option's name goes to the first option.
 */
export function readLine(line: string, commands: CommandView[]): Draft | null {
  const command = commands
    .filter(({ name, label }) => [name, label].some((known) => begins(line, `/${known}`)))
    .sort((a, b) => b.name.length - a.name.length)[0];
  if (!command) return null;
  const known = begins(line, `/${command.label}`) ? command.label : command.name;
  return { command, values: readValues(line.slice(known.length + 1).trim(), command.options) };
}

function begins(line: string, start: string): boolean {
  const next = line.charAt(start.length);
  return line.toLowerCase().startsWith(start.toLowerCase()) && (next === '' || /\s/.test(next));
}

/** Options named on the line after a command, as in `type:rank language:de`; `null` while the text names none. */
export function readNamed(text: string, options: OptionView[]): Record<string, string> | null {
  const names = options.flatMap(({ name, label }) => [name, label]);
  const named = names.some((name) => text.trimStart().toLowerCase().startsWith(`${name.toLowerCase()}:`));
  return named ? readValues(text.trim(), options) : null;
}

function readValues(text: string, options: OptionView[]): Record<string, string> {
  const marks = options
    .flatMap((option) => [option.name, option.label].map((word) => ({ option, word: `${word}:` })))
    .map(({ option, word }) => ({
      option,
      word,
      at: ` ${text}`.toLowerCase().indexOf(` ${word.toLowerCase()}`),
    }))
    .filter(
      ({ at, option }, index, all) =>
        at >= 0 && all.findIndex((mark) => mark.option === option && mark.at >= 0) === index,
    )
    .sort((a, b) => a.at - b.at);
  const values: Record<string, string> = {};
  const first = options[0];
  const loose = text.slice(0, marks[0]?.at ?? text.length).trim();
  if (first && loose) values[first.name] = chosenValue(first, loose);
  for (const [index, { option, word, at }] of marks.entries()) {
    const typed = text.slice(at + word.length, marks[index + 1]?.at ?? text.length).trim();
    values[option.name] = chosenValue(option, typed);
  }
  return values;
}

function chosenValue({ choices }: OptionView, typed: string): string {
  return spelledOut(choices, typed)?.value ?? typed;
}

/** The choice whose words or value are exactly what is typed, whatever its case. */
export function spelledOut(choices: Choice[], typed: string): Choice | undefined {
  const query = typed.trim().toLowerCase();
  const same = (text: string) => text.toLowerCase() === query;
  return choices.find(({ label }) => same(label)) ?? choices.find(({ value }) => same(value));
}

/** Turns a draft's texts into what the bot is sent; empty optional ones are left out. */
export function readOptions({ command, values }: Draft): Reading {
  const options: Record<string, string | number | boolean> = {};
  for (const option of command.options) {
    const typed = values[option.name] ?? '';
    if (typed === '' && !option.required) continue;
    const problem = problemWith(option, typed);
    if (problem) return { option: option.name, problem };
    options[option.name] = typedValue(option.kind, typed);
  }
  return { options };
}

function problemWith(option: OptionView, typed: string): string | null {
  if (typed === '') return 'This option is required.';
  if (option.choices.length > 0 && !option.choices.some(({ value }) => value === typed))
    return 'Choose one of the list.';
  if (option.kind === 'file' && !/^\d+$/.test(typed)) return 'Choose a file.';
  if (option.kind === 'integer' && !/^-?\d{1,15}$/.test(typed)) return 'Enter a whole number.';
  if (option.kind === 'number' && !Number.isFinite(Number(typed))) return 'Enter a number.';
  return null;
}

function typedValue(kind: OptionView['kind'], typed: string): string | number | boolean {
  if (kind === 'integer' || kind === 'number') return Number(typed);
  return kind === 'yes-no' ? typed === 'true' : typed;
}
