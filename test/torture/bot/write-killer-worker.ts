import { watch } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';

/** Which process to kill, and how many writes to let pass. */
export type Aim = { pid: number; writes: number };

let aim: Aim | undefined;

parentPort?.on('message', (given: Aim | undefined) => {
  aim = given && { ...given };
});

watch(String(workerData), (_event, file) => {
  if (!aim || file !== 'bot.sqlite-wal') return;
  aim.writes -= 1;
  if (aim.writes >= 0) return;
  const { pid } = aim;
  aim = undefined;
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // it has ended already
  }
  parentPort?.postMessage('sent');
});
