// Preloaded into a program that is measured (`--import`): tells, when asked, what the processor has done for it, what it
// holds in memory, and how many statements it has put to SQLite.
import { StatementSync } from 'node:sqlite';
import { isMainThread } from 'node:worker_threads';

let statements = 0;
for (const name of ['all', 'get', 'run', 'iterate']) {
  const original = StatementSync.prototype[name];
  StatementSync.prototype[name] = function (...values) {
    statements += 1;
    return Reflect.apply(original, this, values);
  };
}
// threads of the program are loaded with it, too, and have no way to whoever measures
if (isMainThread) {
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send({ cpuMs: (user + system) / 1_000, rssMb: process.memoryUsage.rss() / 1e6, statements });
  });
  process.channel.unref();
}
