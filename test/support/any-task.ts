import type { TaskType } from '../../src/oasst/protocol.ts';
import { Task } from '../../src/oasst/tasks.ts';
import type { LabellingTask } from '../../src/tasks/labels/pages.ts';
import { pagesOf } from '../../src/tasks/labels/pages.ts';
import { fc } from './same-cases.ts';
import { id } from './tasks.ts';
import { conversation, messages, story, text } from './texts.ts';

// Tasks as the worst of backends could send them, and what the most stubborn of people could enter.

const oddNames = [
  '__proto__',
  'constructor',
  'a.b',
  'x:y',
  ' ',
  '\u200b',
  'spam',
  'quality',
  'n'.repeat(300),
];
const name = fc.oneof(
  fc.constantFrom(...oddNames),
  text.filter((some) => some.length > 0),
);
const widget = fc.oneof({ weight: 99, arbitrary: fc.constantFrom('yes_no', 'flag', 'likert') }, fc.string());

/** Descriptions of up to 40 labels with any names and texts. */
export const anyLabels = fc.array(
  fc.record({ name, widget, display_text: text, help_text: fc.option(text) }),
  { minLength: 1, maxLength: 40 },
);

const end = fc.oneof(fc.integer({ min: -20, max: 120 }), fc.maxSafeInteger());
const scale = fc.oneof(
  fc.constantFrom({ min: 1, max: 5 }, { min: 0, max: 10 }, { min: 1, max: 25 }, { min: 3, max: 3 }),
  fc.tuple(end, end).map(([one, other]) => ({ min: Math.min(one, other), max: Math.max(one, other) })),
);

const talk = conversation.map((some) => ({ messages: some.map(known) }));
const candidates = messages({ minLength: 1, maxLength: 20 }).map((some) => some.map(known));
const hint = fc.option(fc.oneof(text, story));

function known(message: { text: string; is_assistant: boolean }, index: number) {
  return { ...message, id: id(index.toString(16).padStart(2, '0')), synthetic: true };
}

const labelling = fc
  .record({ labels: anyLabels, conversation: talk, needed: fc.constantFrom(0, 0, 1, 40) })
  .map(({ labels, needed, ...rest }) => ({
    ...rest,
    labels,
    message_id: id('e'),
    valid_labels: labels.map((label) => label.name),
    mandatory_labels: labels.slice(0, needed).map((label) => label.name),
  }));
const ranking = { conversation: talk, reply_messages: candidates, reveal_synthetic: fc.boolean() };

const fields: Readonly<Record<TaskType, fc.Arbitrary<object>>> = {
  summarize_story: fc.record({ story }),
  rate_summary: fc.record({ scale, full_text: story, summary: fc.oneof(text, story) }),
  initial_prompt: fc.record({ hint }),
  prompter_reply: fc.record({ hint, conversation: talk }),
  assistant_reply: fc.record({ conversation: talk }),
  rank_initial_prompts: fc.record({ prompt_messages: candidates }),
  rank_prompter_replies: fc.record(ranking),
  rank_assistant_replies: fc.record(ranking),
  label_initial_prompt: labelling,
  label_prompter_reply: labelling,
  label_assistant_reply: labelling,
};

/** Any task of a type, read as the bot reads it. */
export function anyTask(type: TaskType): fc.Arbitrary<Task> {
  return fields[type].map((some) => Task.parse({ id: id(1), type, ...some }));
}

/** Any text of up to 4,000 code points, as a form of Discord may bring it. */
const entered = fc.tuple(text, text).map((both) => both.join(''));

/** Drafts for a task at every stage: nothing, something, everything, and what cannot be sent. */
export function anyDrafts(task: Task): fc.Arbitrary<unknown[]> {
  if (task.type === 'rate_summary') {
    return fc
      .record({ typed: entered })
      .map(({ typed }) => [undefined, { rating: null, typed }, { rating: task.scale.min, typed: '' }]);
  }
  if ('labels' in task)
    return fc
      .infiniteStream(fc.double({ min: 0, max: 1, noNaN: true }))
      .map((points) => labelDrafts(task, points));
  const count = countOf(task);
  if (count === 0) return entered.map((some) => [undefined, { text: some }]);
  return fc
    .shuffledSubarray(Array.from({ length: count }, (_, index) => index))
    .map((picked) => [
      undefined,
      { picked, none: false },
      { picked: Array.from({ length: count }, (_, index) => index), none: false },
      { picked: [], none: true },
    ]);
}

function countOf(task: Task): number {
  if (task.type === 'rank_initial_prompts') return task.prompt_messages.length;
  return 'reply_messages' in task ? task.reply_messages.length : 0;
}

function labelDrafts(task: LabellingTask, points: Iterator<number>): unknown[] {
  const values = Object.fromEntries(
    task.labels.map(({ name: label, widget: kind }) => {
      const point = points.next().value ?? 0;
      return [label, kind === 'likert' ? Math.round(point * 4) / 4 : Math.round(point)];
    }),
  );
  const all = pagesOf(task).map((_, page) => page);
  return [undefined, { values: {}, pages: [0] }, { values, pages: all.slice(0, 1) }, { values, pages: all }];
}
