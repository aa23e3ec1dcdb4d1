/** What the bot has printed that it must not print. */
export type LogWatch = {
  read(line: string): void;
  /** Lines that held something secret; the secret itself is not in here. */
  leaks(): readonly string[];
  lines(): number;
};

/** Looks for secrets in everything the bot prints: `secrets` are names for them, by what they look like. */
export function watchLog(secrets: Readonly<Record<string, string | RegExp>>): LogWatch {
  const leaks: string[] = [];
  let lines = 0;
  return {
    read(line) {
      lines += 1;
      for (const [name, secret] of Object.entries(secrets)) {
        const place = typeof secret === 'string' ? line.indexOf(secret) : line.search(secret);
        if (place !== -1) leaks.push(`${name} in: ${line.slice(Math.max(0, place - 200), place)}…`);
      }
    },
    leaks: () => leaks,
    lines: () => lines,
  };
}
