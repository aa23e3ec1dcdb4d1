import { afterAll, expect, vi } from 'vitest';

// Runs before every file of tests. The files of a worker share its process, so what one leaves behind is said here,
// and not by whichever file happens to come next.
const environment = { ...process.env };
const before = surroundings();
afterAll(() => {
  expect(surroundings(), 'what the tests of this file have left behind in the process').toEqual(before);
});

function surroundings() {
  const { Date: date, fetch, Request: request, Response: response, setTimeout: timer } = globalThis;
  return {
    folder: process.cwd(),
    user: process.geteuid?.(),
    mask: process.umask(),
    changedVariables: namesIn(environment).filter((name) => environment[name] !== process.env[name]),
    globals: [date, fetch, request, response, timer],
    isTimeFake: vi.isFakeTimers(),
    write: process.stdout.write,
    listeners: process.listenerCount('uncaughtException') + process.listenerCount('SIGTERM'),
  };
}

/** Of all variables there are or were: values are nobody's business. */
function namesIn(variables: NodeJS.ProcessEnv) {
  return Object.keys({ ...variables, ...process.env });
}
