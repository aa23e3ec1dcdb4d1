import type { Snapshot } from '../../view.ts';
import { type Choice, type CommandView, findCommands, type OptionView } from './commands.ts';
import type { Draft } from './reading.ts';

/** One line of the list above the composer, and what taking it means. */
export type Suggestion =
  | { take: 'command'; command: CommandView }
  | { take: 'option'; option: OptionView }
  | { take: 'value'; option: OptionView; choice: Choice };

/** What is being written: loose text, or a command with the option that has the cursor (`null`: none has). */
export type Writing = { text: string; draft: Draft | null; option: string | null; typed: string };

/** What may come next. `found` are the choices that the bot gave for an option with autocomplete. */
export function suggestions(
  { text, draft, option, typed }: Writing,
  commands: CommandView[],
  snapshot: Snapshot,
  found: Choice[],
): Suggestion[] {
  if (!draft) {
    const naming = /^\/\S*( \S*){0,2}$/.test(text);
    return naming ? findCommands(commands, text).map((command) => ({ take: 'command', command })) : [];
  }
  const current = draft.command.options.find(({ name }) => name === option);
  if (!current) return remaining(draft, typed).map((next) => ({ take: 'option', option: next }));
  const choices = current.autocomplete ? found : matching(choicesOf(current, snapshot), typed);
  return choices.slice(0, 25).map((choice) => ({ take: 'value', option: current, choice }));
}

/** What is said where an option could be chosen, and nothing fits what is typed; empty where nothing is missing. */
export function noSuggestions({ draft, option, typed }: Writing, snapshot: Snapshot): string {
  const current = draft?.command.options.find(({ name }) => name === option);
  const offers = current && (current.autocomplete || choicesOf(current, snapshot).length > 0);
  return offers || (draft && option === null && typed.trim()) ? 'Nothing matches what you typed.' : '';
}

/** The values an option offers: its own choices, or the people, channels and roles there are. */
export function choicesOf(
  { kind, choices }: OptionView,
  { people, bot, channels, roles }: Snapshot,
): Choice[] {
  const named = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });
  if (kind === 'yes-no')
    return ['true', 'false'].map((value) => ({ value, label: value === 'true' ? 'True' : 'False' }));
  if (kind === 'person') return [...people, bot].map(named);
  if (kind === 'channel') return channels.filter(({ kind }) => kind === 'text').map(named);
  if (kind === 'role') return roles.map(named);
  return choices;
}

function remaining({ command, values }: Draft, typed: string): OptionView[] {
  const query = typed.trim().toLowerCase();
  return command.options
    .filter(({ name }) => values[name] === undefined)
    .filter(({ name, label }) => [name, label].some((known) => known.toLowerCase().startsWith(query)));
}

function matching(choices: Choice[], typed: string): Choice[] {
  const query = typed.trim().toLowerCase();
  if (choices.some(({ label }) => label.toLowerCase() === query)) return choices;
  return choices.filter(({ label, value }) => label.toLowerCase().includes(query) || value === query);
}
