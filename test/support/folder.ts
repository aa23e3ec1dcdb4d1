import { existsSync, statfsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** An empty folder that is gone when the running test ends. */
export async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(parent, 'bot-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

const IN_MEMORY = '/dev/shm';
const ROOM = 512 * 1024 * 1024;

/** A file system in memory where there is one with room: databases wait for the disk at every commit. */
const parent = hasRoom(IN_MEMORY) ? IN_MEMORY : tmpdir();

function hasRoom(path: string): boolean {
  if (!existsSync(path)) return false;
  const { bavail, bsize } = statfsSync(path);
  return bavail * bsize > ROOM;
}
