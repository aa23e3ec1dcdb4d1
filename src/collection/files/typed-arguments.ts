const QUOTED = `"[^"]*"|'[^']*'|“[^”]*”`;
const ARGUMENT = new RegExp(String.raw`(?:${QUOTED}|\S)+`, 'gu');

/**
 * What somebody typed, as the arguments of a command line: blanks in quotes part nothing, and quotes that have no other stand
 * for themselves. A phone makes one long dash of two short ones, and curled quotes of straight ones: they are taken for these.
 */
export function typedArguments(text: string): string[] {
  const quoted = new RegExp(QUOTED, 'gu');
  return [...text.matchAll(ARGUMENT)].map(([argument]) =>
    argument.replace(/^[–—]/, '--').replace(quoted, (part) => part.slice(1, -1)),
  );
}
