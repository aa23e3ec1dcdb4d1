import { type CommandDefinition, commandProblems } from './command.ts';
import { uniqueNameProblems } from './localizations.ts';
import { type Problem, under } from './problem.ts';

const limits: Record<number, { most: number; code: number; what: string }> = {
  1: { most: 100, code: 30032, what: 'application commands' },
  2: { most: 15, code: 30033, what: 'user commands' },
  3: { most: 15, code: 30033, what: 'message commands' },
  4: { most: 1, code: 30033, what: 'entry point commands' },
};

/** What Discord would refuse in all the commands of one scope (global, or one server). Paths start with the index. */
export function scopeProblems(commands: unknown[]): Problem[] {
  const found = commands.flatMap((command, index) => under([index], commandProblems(command)));
  if (found.length > 0) return found;
  const known = commands as CommandDefinition[];
  return Object.entries(limits).flatMap(([type, { most, code, what }]) => {
    const same = known.filter((command) => (command.type ?? 1) === Number(type));
    const message = `Maximum number of ${what} reached (${most}).`;
    return [
      ...uniqueNameProblems(same, [], 'APPLICATION_COMMANDS_DUPLICATE_NAME'),
      ...(same.length > most
        ? [{ path: [], code: 'TOO_MANY_COMMANDS', message, instead: { status: 400 as const, code } }]
        : []),
    ];
  });
}
