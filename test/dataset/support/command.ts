import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { runData } from '../../../src/dataset/program.ts';
import { inFolder } from '../../support/in-folder.ts';

export type Run = { code: number | null; stdout: string; stderr: string };

/** The folder it is started in, and all that is in its environment. */
export type At = { cwd: string; env?: Record<string, string> };

/** Runs the command in this process. */
export async function data(args: readonly string[], { cwd, env = {} }: At, input = ''): Promise<Run> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const [out, err] = [text(stdout), text(stderr)];
  const { signal } = new AbortController();
  const surroundings = { stdin: Readable.from([input]), stdout, stderr, now: Date.now, signal };
  const code = await inFolder(cwd, () => runData(args, env, surroundings));
  stdout.end();
  stderr.end();
  return { code, stdout: await out, stderr: await err };
}
