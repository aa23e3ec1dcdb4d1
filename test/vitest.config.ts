import { defineConfig } from 'vitest/config';
import { ClosingLine } from './support/closing-line.ts';
import { compileCache } from './support/compile-cache.ts';

/** The tests of what people do with tasks. */
const ofTasks = [
  'answering',
  'around-a-task',
  'broken-store',
  'consent',
  'every-type',
  'fetching',
  'languages',
  'others-words',
  'quotas',
  'rules',
  'tampering',
  'under-way',
].map(fileOf);

/** What is about the gateway itself or the call that a first answer is there, or says itself by which door interactions come. */
const byOneDoor = [
  'discord-refusals',
  'discord-trouble',
  'gateway',
  'http-door',
  'import',
  'many-processes',
  'shards',
  'two-processes',
].map(fileOf);

/** What breaks the database in ways that SQLite alone has, and what two processes do that share one file. */
const onSqliteAlone = ['broken-store', 'two-processes'].map(fileOf);

/** What is about the page that is shown, whatever keeps what is on it. */
const inBrowsers = 'test/e2e/*browser.test.ts';

const onPostgres = {
  extends: true as const,
  test: {
    name: 'postgres',
    include: ['test/e2e/*.test.ts'],
    exclude: [...onSqliteAlone, inBrowsers],
    provide: { door: 'gateway' as const, program: 'src/main.ts' as const, database: 'postgres' as const },
  },
};

/** The same with four processes on one database, which interactions are brought to in turn. */
const onFourProcesses = {
  extends: true as const,
  test: {
    name: 'four',
    include: [...ofTasks, ...['at-once', 'campaigns', 'me', 'meanwhile', 'moderation'].map(fileOf)],
    exclude: onSqliteAlone,
    provide: {
      door: 'http' as const,
      program: 'src/main.ts' as const,
      database: 'postgres' as const,
      processes: 4 as const,
    },
  },
};

function fileOf(name: string): string {
  return `test/e2e/${name}.test.ts`;
}

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    provide: { processes: 1 as const },
    globalSetup: ['test/support/whole-run.ts'],
    setupFiles: ['test/support/nothing-left.ts'],
    env: compileCache,
    reporters: ['default', new ClosingLine()],
    // a worker loads the program once and then runs file after file: no test may leave anything behind in its process
    isolate: false,
    maxWorkers: '100%',
    // how long until something is wrong, not how long it may take: a busy machine is not wrong
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 120_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'all',
          include: ['test/**/*.test.ts'],
          provide: { door: 'gateway', program: 'src/main.ts', database: 'sqlite' },
        },
      },
      // what people do, once more through the other door
      {
        extends: true,
        test: {
          name: 'http',
          include: ['test/e2e/*.test.ts'],
          exclude: [...byOneDoor, inBrowsers],
          provide: { door: 'http', program: 'src/main.ts', database: 'sqlite' },
        },
      },
      // and on the other database, where there is one; its own tests say so when there is none
      ...(process.env.TEST_DATABASE_URL ? [onPostgres, onFourProcesses] : []),
      // what is built does as a process what the sources do
      {
        extends: true,
        test: {
          name: 'built',
          include: ['start', 'stop', 'secrets', 'whole-task'].map((name) => `test/process/${name}.test.ts`),
          globalSetup: ['test/support/whole-run.ts', 'test/support/build.ts'],
          provide: { door: 'gateway', program: 'built', database: 'sqlite' },
        },
      },
    ],
  },
});
