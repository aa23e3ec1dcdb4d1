declare module 'vitest' {
  interface ProvidedContext {
    /** How interactions come to the bot in this run of tests. */
    door: 'gateway' | 'http';
    /** Where the bot keeps what it knows in this run of tests. */
    database: 'sqlite' | 'postgres';
    /** How many processes of the bot interactions are brought to in turn, where they come to an address. */
    processes: 1 | 4;
    /** What runs as a process of its own in this run of tests: the sources, or what is built from them. */
    program: 'src/main.ts' | 'built';
  }
}

export {};
