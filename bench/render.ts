import { taskTypes } from '../src/oasst/protocol.ts';
import { Task } from '../src/oasst/tasks.ts';
import { draftOf, kindOf } from '../src/tasks/kinds.ts';
import type { Session } from '../src/tasks/session/session.ts';
import { taskView } from '../src/tasks/show/card.ts';
import { pageView } from '../src/tasks/show/reading.ts';
import { inEnglish } from '../test/support/scenes.ts';
import { samples } from '../test/support/tasks.ts';
import { ms, table, whole } from './support/table.ts';
import { createStopwatch } from './support/timing.ts';

const TURNS = [1, 5, 30];
const LONG = 2_000; // code points, the most a message may have
const WARM_UP = 20;
const RUNS = 200;
const EXPIRES_AT = Date.UTC(2026, 11, 1);

const prose: Readonly<Record<string, string>> = {
  Latin: 'The quick brown fox **jumps** over `the lazy dog`, then rests. ',
  Chinese: '今天天气很好，我们去公园散步吧。',
  Arabic: 'مرحبا بالعالم، كيف حالك اليوم؟ ',
  Emoji: '👨‍👩‍👧‍👦 ❤️ 🏳️‍🌈 👍🏽 ',
  Code: '```ts\nconst sum = (a: number, b: number) => a + b;\n```\n',
};

/** Cards and pages made of long conversations in several scripts, on one processor. */
export async function render(): Promise<void> {
  const watch = createStopwatch();
  for (const [script, words] of Object.entries(prose))
    for (const turns of TURNS) {
      const task = replyTo(turns, words);
      const name = `card, ${String(turns).padStart(2)} × ${whole(LONG)}, ${script}`;
      await repeat(watch, name, () => cardOf(task));
    }
  for (const [script, words] of Object.entries(prose)) {
    const session = sessionOf(replyTo(30, words));
    const name = `page, 30 × ${whole(LONG)}, ${script}`;
    await repeat(watch, name, () => pageView(session, undefined, 7, inEnglish));
  }
  for (const type of taskTypes) {
    const task = Task.parse(samples[type]);
    await repeat(watch, `card, ${type}`, () => cardOf(task));
  }
  const rows = [...watch.timings()].map(([name, { perSecond, p50, p99 }]) => [
    name,
    whole(perSecond),
    ms(p50),
    ms(p99),
  ]);
  process.stdout.write(table(['', '/s', 'p50', 'p99'], rows));
}

async function repeat(watch: ReturnType<typeof createStopwatch>, name: string, work: () => object) {
  for (let run = 0; run < WARM_UP; run += 1) work();
  for (let run = 0; run < RUNS; run += 1) await watch.time(name, async () => work());
}

function cardOf(task: Task) {
  const kind = kindOf(task.type);
  const draft = draftOf(kind, undefined);
  return taskView(kind, {
    task,
    draft,
    ...inEnglish,
    lang: 'en',
    expiresAt: EXPIRES_AT,
  });
}

function replyTo(turns: number, words: string): Task {
  const text = Array.from(words.repeat(Math.ceil(LONG / Array.from(words).length)))
    .slice(0, LONG)
    .join('');
  const messages = Array.from({ length: turns }, (_, index) => ({ text, is_assistant: index % 2 === 1 }));
  return Task.parse({ ...samples.assistant_reply, conversation: { messages } });
}

function sessionOf(task: Task): Session {
  const asked = { personId: '1', requested: 'random', lang: 'en', messageId: null };
  return {
    taskId: task.id,
    type: task.type,
    task,
    ...asked,
    state: 'open',
    refusalCode: null,
    isAmended: false,
    expiresAt: EXPIRES_AT,
    updatedAt: 0,
    lastTurn: null,
  };
}
