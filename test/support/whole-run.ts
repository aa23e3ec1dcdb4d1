import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** What the names of all databases begin with that this run makes on the test server. */
    databasePrefix: string;
  }
}

/** Before and after all tests: what they leave on the PostgreSQL server is dropped at the end. */
export function setup(project: TestProject): () => Promise<void> {
  const prefix = `bot_test_${randomUUID().slice(0, 8)}`;
  project.provide('databasePrefix', prefix);
  return async () => {
    const url = process.env.TEST_DATABASE_URL;
    if (!url) return;
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      const { rows } = await client.query<{ datname: string }>(
        'select datname from pg_database where starts_with(datname, $1)',
        [prefix],
      );
      for (const { datname } of rows) await client.query(`drop database ${datname} with (force)`);
    } finally {
      await client.end();
    }
  };
}
