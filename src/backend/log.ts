/** What the backend needs to know of a logger; pino's fits. */
export type Log = { error(details: object, message: string): void };

/** An error's kind and where it came from. Its message may quote what somebody wrote, so it is left out. */
export function withoutTexts(error: unknown) {
  if (!(error instanceof Error)) return { kind: typeof error };
  const code = 'code' in error ? String(error.code) : undefined;
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  return { kind: error.name, code, stack: frames?.join('\n') };
}
