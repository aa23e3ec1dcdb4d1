import { writeSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { readReleaseOptions } from '../../../src/dataset/release/options.ts';
import { runRelease } from '../../../src/dataset/release/release.ts';

// Writes a release as the command does, says when all of it is on the disk but has no name yet, and stops there for good.

const stderr = {
  write(text: string) {
    if (!text.startsWith('messages: ')) return;
    writeSync(process.stdout.fd, 'written\n');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  },
};
const [stdin, stdout] = [new PassThrough(), new PassThrough()];
const { signal } = new AbortController();
await runRelease(readReleaseOptions(process.argv.slice(2), {}), {
  stdin,
  stdout,
  stderr,
  now: Date.now,
  signal,
});
