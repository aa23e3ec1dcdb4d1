import { StatementSync } from 'node:sqlite';

const methods = ['all', 'run', 'iterate'] as const;

/** Every statement that SQLite runs while `act` does, in order, whichever part of the program asks for it. */
export async function statementsOf(act: () => Promise<unknown>): Promise<string[]> {
  const seen: string[] = [];
  const prototype = StatementSync.prototype;
  const originals = methods.map((name) => [name, Object.getOwnPropertyDescriptor(prototype, name)] as const);
  for (const [name, original] of originals)
    Object.defineProperty(prototype, name, {
      ...original,
      value(this: StatementSync, ...values: unknown[]) {
        seen.push(this.sourceSQL);
        return Reflect.apply(original?.value, this, values);
      },
    });
  try {
    await act();
  } finally {
    for (const [name, original] of originals) if (original) Object.defineProperty(prototype, name, original);
  }
  return seen;
}

/** The same in short: `select sessions`, `begin`, with the name of the table each is about. */
export function inShort(statements: readonly string[]): string[] {
  return statements.map((sql) => {
    const [verb = ''] = /^\w+/.exec(sql) ?? [];
    const [, table] = /(?:from|into|update) "(\w+)"/.exec(sql) ?? [];
    return table ? `${verb} ${table}` : verb;
  });
}
