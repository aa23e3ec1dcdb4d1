import type { Choice, OptionView } from './commands.ts';
import { emptyLine, type Line, nextEmpty, setOption } from './line.ts';
import { type Draft, readNamed, spelledOut } from './reading.ts';
import type { Suggestion } from './suggestions.ts';

/** A line as it is next, and the option that the cursor goes to; `null` for the line itself. */
export type Move = { line: Line; cursor: string | null };

/** What an option offers to choose from; nothing when it does not, or only the bot knows. */
export type ChoicesOf = (option: OptionView) => Choice[];

/** A command begins: with the options that have been typed, and those that it requires. */
export function beginning(draft: Draft, choices: ChoicesOf): Move {
  const line = begin(draft, choices);
  return { line, cursor: nextOpen(line, draft.values, choices) };
}

/** Text after a command that names options opens them. `null` when it names fewer than `least`. */
export function naming(line: Line, text: string, choices: ChoicesOf, least = 1): Move | null {
  const named = line.draft && readNamed(text, line.draft.command.options);
  if (!named || Object.keys(named).length < least) return null;
  const opened = openNamed(line, named, choices);
  return { line: opened, cursor: nextOpen(opened, named, choices) };
}

/** A suggestion is taken: a command, an option to fill in, or a value for one. */
export function taking(line: Line, suggestion: Suggestion, choices: ChoicesOf): Move {
  if (suggestion.take === 'command') return beginning({ command: suggestion.command, values: {} }, choices);
  const { name } = suggestion.option;
  if (suggestion.take === 'option') return { line: setOption(line, name, '', ''), cursor: name };
  const taken = setOption(line, name, suggestion.choice.value, suggestion.choice.label);
  return { line: taken, cursor: nextEmpty(taken) };
}

/** A line that holds a command, its required options open besides those that have been typed. */
function begin({ command, values }: Draft, choices: ChoicesOf): Line {
  const required = command.options.filter((option) => option.required).map(({ name }) => [name, '']);
  const draft = { command, values: Object.fromEntries(required) };
  return openNamed({ ...emptyLine, draft, active: -1 }, values, choices);
}

/** The line with options that text has named, such as `type:rank`: open, with what was typed, or the choice that this is. */
function openNamed(line: Line, named: Readonly<Record<string, string>>, choices: ChoicesOf): Line {
  const { draft } = line;
  if (!draft) return line;
  const given = draft.command.options
    .map((option) => ({ option, typed: named[option.name] }))
    .filter(({ option, typed }) => typed || (typed === '' && !draft.values[option.name]))
    .map(({ option: { name }, option, typed = '' }) => ({
      name,
      ...(spelledOut(choices(option), typed) ?? { value: typed, label: typed }),
    }));
  const values = given.map(({ name, value }) => [name, value]);
  const labels = given.map(({ name, label }) => [name, label]);
  return {
    ...line,
    text: '',
    draft: { ...draft, values: { ...draft.values, ...Object.fromEntries(values) } },
    labels: { ...line.labels, ...Object.fromEntries(labels) },
    problem: null,
  };
}

/**
 * Where the cursor goes after text has named options: to one of these that got no value yet, else to the first that is not
 * settled, as its value is none of its choices, or one that only the bot can judge; else to what is required.
 */
function nextOpen(line: Line, named: Readonly<Record<string, string>>, choices: ChoicesOf): string | null {
  const options = line.draft?.command.options.filter(({ name }) => named[name] !== undefined) ?? [];
  const unsettled = (option: OptionView) => {
    const known = choices(option);
    return option.autocomplete || (known.length > 0 && !spelledOut(known, named[option.name] ?? ''));
  };
  const open = options.find(({ name }) => named[name] === '') ?? options.find(unsettled);
  return open?.name ?? nextEmpty(line);
}
