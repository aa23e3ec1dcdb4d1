import { ApplicationCommandCreateRequestSchema } from 'discord-api-spec/zod';
import { type Option, optionsProblems } from './command-options.ts';
import { type Localized, localeProblems, slashNameProblems } from './localizations.ts';
import { type Problem, problem, required } from './problem.ts';
import { readBy } from './schema.ts';

const mostCharacters = 8000;

export type CommandDefinition = Localized & {
  type?: number | null;
  options?: Option[] | null;
  default_member_permissions?: string | number | null;
};

/** Everything Discord would refuse in one application command. */
export function commandProblems(body: unknown): Problem[] {
  if (typeof body !== 'object' || body === null)
    return [problem([], 'MODEL_TYPE_CONVERT', 'Only dictionaries may be used')];
  const { default_member_permissions: permissions, ...rest } = body as CommandDefinition;
  const read = readBy(ApplicationCommandCreateRequestSchema, rest);
  const found = [
    // The schema wants a number here; Discord takes the bit field as a string, as its documentation says.
    ...read.problems,
    ...(permissions == null || /^\d{1,20}$/.test(String(permissions))
      ? []
      : [problem(['default_member_permissions'], 'NUMBER_TYPE_COERCE', 'Value is not a bit field.')]),
  ];
  if (found.length > 0) return found;
  const command = read.data as CommandDefinition; // as the schema has just found
  return [
    ...localeProblems(command, []),
    ...((command.type ?? 1) === 1 ? slashProblems(command) : menuProblems(command)),
  ];
}

function slashProblems(command: CommandDefinition): Problem[] {
  const size = commandSize(command);
  return [
    ...slashNameProblems(command, []),
    ...(command.description?.trim() ? [] : [required(['description'])]),
    ...optionsProblems(command.options ?? [], ['options']),
    ...(size > mostCharacters
      ? [problem([], 'APPLICATION_COMMAND_TOO_LARGE', `Command exceeds maximum size (${mostCharacters})`)]
      : []),
  ];
}

function menuProblems({ name, description, options }: CommandDefinition): Problem[] {
  const forbidden = (key: string) =>
    problem([key], 'APPLICATION_COMMAND_CONTEXT_MENU_FORBIDS', `Context menu commands cannot have ${key}`);
  return [
    ...(name.trim() ? [] : [required(['name'])]),
    ...(description ? [forbidden('description')] : []),
    ...(options?.length ? [forbidden('options')] : []),
  ];
}

/** Characters of names, descriptions and values in the whole command; of translations the longest counts. */
function commandSize(item: Localized & { options?: Option[] | null; choices?: Option['choices'] }): number {
  const longest = (text: string | null | undefined, map: Record<string, string> | null | undefined) =>
    Math.max(text?.length ?? 0, ...Object.values(map ?? {}).map((value) => value.length));
  const choices = (item.choices ?? []).reduce(
    (sum, choice) => sum + longest(choice.name, choice.name_localizations) + String(choice.value).length,
    0,
  );
  const own =
    longest(item.name, item.name_localizations) + longest(item.description, item.description_localizations);
  return (item.options ?? []).reduce((sum, option) => sum + commandSize(option), own + choices);
}
