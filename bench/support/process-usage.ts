import { readFile } from 'node:fs/promises';

const TICKS_PER_SECOND = 100; // of proc(5)'s times: USER_HZ on Linux

/** What a process has used so far: the processor's time, and the memory it has now and had at most, in MB. */
export type Usage = { cpuMs: number; memory: number; peak: number };

/** Reads what the processor has done so far for a process that runs, in ms, and what that is called. Linux only. */
export async function processorOf(pid: number): Promise<{ name: string; cpuMs: number }> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const [begin, end] = [stat.indexOf('('), stat.lastIndexOf(')')];
  const fields = stat.slice(end + 2).split(' '); // from the third field on, see proc(5)
  const ticks = Number(fields[11]) + Number(fields[12]);
  return { name: stat.slice(begin + 1, end), cpuMs: (ticks * 1_000) / TICKS_PER_SECOND };
}

/** Reads it of a process that runs. Linux only. */
export async function usageOf(pid: number): Promise<Usage> {
  const { cpuMs } = await processorOf(pid);
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const megabytes = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1_024;
  return { cpuMs, memory: megabytes('VmRSS'), peak: megabytes('VmHWM') };
}
