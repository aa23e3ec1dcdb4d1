import { randomUUID } from 'node:crypto';
import pg from 'pg';

/** Creates an empty database on a PostgreSQL server, has it used by its address, and drops it whatever came of that. */
export async function inFreshDatabase<T>(server: string, use: (url: string) => Promise<T>): Promise<T> {
  const name = `bench_${randomUUID().replaceAll('-', '').slice(0, 16)}`;
  const own = new URL(server);
  own.pathname = `/${name}`;
  await onServer(server, `create database ${name} template template0`);
  try {
    return await use(own.href);
  } finally {
    await onServer(server, `drop database ${name} with (force)`);
  }
}

async function onServer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
