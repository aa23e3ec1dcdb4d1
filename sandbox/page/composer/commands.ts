import type { APIApplicationCommand, APIApplicationCommandOption } from 'discord-api-types/v10';

/** A value with the words for it. */
export type Choice = { value: string; label: string };

/** One thing a command asks for, in the person's language. */
export type OptionView = {
  name: string;
  label: string;
  description: string;
  required: boolean;
  kind: 'text' | 'integer' | 'number' | 'yes-no' | 'person' | 'channel' | 'role' | 'file';
  choices: Choice[];
  autocomplete: boolean;
};

/** One command a person can type, subcommands as commands of their own ("data export"). */
export type CommandView = { name: string; label: string; description: string; options: OptionView[] };

const SUBCOMMAND = 1;
const GROUP = 2;
const KINDS: Record<number, OptionView['kind']> = {
  4: 'integer',
  5: 'yes-no',
  6: 'person',
  7: 'channel',
  8: 'role',
  9: 'person',
  10: 'number',
  11: 'file',
};

/** The slash commands among what the bot registered, in words of the given locale, by name. */
export function listCommands(commands: APIApplicationCommand[], locale: string): CommandView[] {
  return commands
    .filter(({ type }) => (type ?? 1) === 1)
    .flatMap((command) => flatten(command, locale))
    .sort((a, b) => a.label.localeCompare(b.label, locale));
}

/** The commands whose name has the typed letters: at its start first, then anywhere, then in the description. */
export function findCommands(commands: CommandView[], typed: string): CommandView[] {
  const query = typed.replace(/^\//, '').trim().toLowerCase();
  const rank = ({ name, label, description }: CommandView) => {
    const names = [label.toLowerCase(), name.toLowerCase()];
    if (names.some((text) => text.startsWith(query))) return 0;
    if (names.some((text) => text.includes(query))) return 1;
    return description.toLowerCase().includes(query) ? 2 : 3;
  };
  return commands
    .map((command) => ({ command, rank: rank(command) }))
    .filter(({ rank }) => rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .map(({ command }) => command);
}

type Named = {
  name: string;
  description: string;
  name_localizations?: Partial<Record<string, string | null>> | null | undefined;
  description_localizations?: Partial<Record<string, string | null>> | null | undefined;
  options?: APIApplicationCommandOption[] | undefined;
};

function flatten(command: Named, locale: string): CommandView[] {
  const { label, description } = words(command, locale);
  const below = (command.options ?? []).filter(({ type }) => type === SUBCOMMAND || type === GROUP);
  if (below.length === 0) {
    const options = (command.options ?? []).map((option) => optionView(option, locale));
    return [{ name: command.name, label, description, options }];
  }
  return below
    .flatMap((option) => flatten(option, locale))
    .map((inner) => ({ ...inner, name: `${command.name} ${inner.name}`, label: `${label} ${inner.label}` }));
}

function optionView(option: APIApplicationCommandOption, locale: string): OptionView {
  const choices = 'choices' in option ? (option.choices ?? []) : [];
  return {
    name: option.name,
    ...words(option, locale),
    required: option.required ?? false,
    kind: KINDS[option.type] ?? 'text',
    choices: choices.map((choice) => ({
      value: String(choice.value),
      label: localised(choice.name_localizations, locale) ?? choice.name,
    })),
    autocomplete: 'autocomplete' in option ? (option.autocomplete ?? false) : false,
  };
}

function words(named: Named, locale: string): { label: string; description: string } {
  return {
    label: localised(named.name_localizations, locale) ?? named.name,
    description: localised(named.description_localizations, locale) ?? named.description,
  };
}

const FALLBACKS: Record<string, string> = { 'en-US': 'en-GB', 'en-GB': 'en-US', 'es-419': 'es-ES' };

function localised(words: Named['name_localizations'], locale: string): string | undefined {
  return words?.[locale] ?? words?.[FALLBACKS[locale] ?? ''] ?? undefined;
}
