// Preloaded into a program that is measured (`--import`): tells, when asked, what the processor has done for it, what it
// holds in memory, and how many statements it has put to SQLite.
import { StatementSync } from 'node:sqlite';

let statements = 0;
for (const name of ['all', 'get', 'run', 'iterate']) {
  const original = StatementSync.prototype[name];
  StatementSync.prototype[name] = function (...values) {
    statements += 1;
    return Reflect.apply(original, this, values);
  };
}
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send({ cpuMs: (user + system) / 1_000, rssMb: process.memoryUsage.rss() / 1e6, statements });
});
process.channel.unref();
