import { defineConfig } from 'vitest/config';
import { ClosingLine } from './support/closing-line.ts';
import { compileCache } from './support/compile-cache.ts';

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/whole-run.ts'],
    setupFiles: ['test/support/nothing-left.ts'],
    env: compileCache,
    reporters: ['default', new ClosingLine()],
    // a worker loads the program once and then runs file after file: no test may leave anything behind in its process
    isolate: false,
    maxWorkers: '100%',
    // how long until something is wrong, not how long it may take: a busy machine is not wrong
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
  },
});
