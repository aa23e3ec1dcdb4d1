/** The port that a bot listens on, by what it has logged so far; undefined before it does. */
export function listeningPort(output: string): number | undefined {
  const line = output.split('\n').find((one) => one.includes('"listening"') && one.endsWith('}'));
  return line === undefined ? undefined : Number(JSON.parse(line).port);
}
