declare module 'vitest' {
  interface ProvidedContext {
    /** How interactions come to the bot in this run of tests. */
    door: 'gateway' | 'http';
  }
}

export {};
