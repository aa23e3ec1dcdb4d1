import { type TaskType, taskTypes } from '../../../src/oasst/protocol.ts';
import type { Chance } from '../chance.ts';

/** Begins every text that somebody wrote, so that it can be found where it does not belong. */
export const MARK = 'mk7q';

/** A label as the backend describes it; its names are nobody's but this backend's. */
export type LabelOnTheWire = { name: string; widget: string; display_text: string; help_text: string | null };

/** A task as the backend sends it. */
export type TaskOnTheWire = { id: string; type: TaskType; labels?: LabelOnTheWire[] } & Record<
  string,
  unknown
>;

/** A new task of a type, `random` for any, with contents that nobody has seen before. */
export function makeTask(wanted: string, luck: Chance): TaskOnTheWire {
  const type = taskTypes.find((known) => known === wanted) ?? luck.pick(taskTypes);
  return { id: luck.id(), type, ...contents(type, luck) };
}

function contents(type: TaskType, luck: Chance): Record<string, unknown> & { labels?: LabelOnTheWire[] } {
  const talk = conversation(luck);
  if (type === 'initial_prompt') return { hint: null };
  if (type === 'summarize_story') return { story: words(luck) };
  if (type === 'rate_summary') return { scale: scale(luck), full_text: words(luck), summary: words(luck) };
  if (type === 'rank_initial_prompts') {
    const prompt_messages = candidates(luck, false);
    return { prompts: prompt_messages.map(({ text }) => text), prompt_messages };
  }
  if (type.startsWith('rank_')) {
    const reply_messages = candidates(luck, type === 'rank_assistant_replies');
    const replies = reply_messages.map(({ text }) => text);
    const ids = { message_tree_id: luck.id(), ranking_parent_id: luck.id() };
    return { conversation: { messages: talk }, replies, reply_messages, reveal_synthetic: false, ...ids };
  }
  if (!type.startsWith('label_')) return { hint: null, conversation: { messages: talk } };
  const labels = labelling(luck);
  const judged = talk.at(-1);
  return {
    message_id: judged?.id,
    conversation: { messages: talk },
    [type === 'label_initial_prompt' ? 'prompt' : 'reply']: judged?.text,
    valid_labels: labels.map(({ name }) => name),
    mandatory_labels: ['junk'],
    mode: 'full',
    disposition: 'quality',
    labels,
  };
}

function message(luck: Chance, is_assistant: boolean) {
  return {
    id: luck.id(),
    user_id: luck.id(),
    frontend_message_id: luck.id(),
    text: words(luck),
    lang: 'en',
    is_assistant,
    emojis: {},
    user_emojis: [],
    user_is_author: false,
    synthetic: false,
  };
}

function conversation(luck: Chance) {
  return Array.from({ length: luck.int(1, 4) }, (_, index) => message(luck, index % 2 === 1));
}

function candidates(luck: Chance, is_assistant: boolean) {
  return Array.from({ length: luck.int(2, 5) }, () => message(luck, is_assistant));
}

function scale(luck: Chance) {
  return { min: luck.int(0, 1), max: luck.pick([5, 10, 20, 100]) };
}

function labelling(luck: Chance): LabelOnTheWire[] {
  const some = (widget: string, most: number) =>
    Array.from({ length: luck.int(0, most) }, (_, index) => {
      const name = `${widget}_${index}`;
      return { name, widget, display_text: `What about ${widget} ${index}`, help_text: null };
    });
  const junk = { name: 'junk', widget: 'yes_no', display_text: 'What about junk', help_text: null };
  return [junk, ...some('yes_no', 1), ...some('flag', 4), ...some('likert', 6)];
}

/** Mostly a sentence, now and then more than a card can hold. */
function words(luck: Chance): string {
  const sentence = `${MARK} said ${luck.int(0, 1e9).toString(36)}.`;
  return luck.happens(0.06) ? `${sentence} `.repeat(luck.int(50, 90)) : sentence;
}

/** How many candidates a ranking has. */
export function countOf(task: TaskOnTheWire): number {
  const list = task.prompt_messages ?? task.reply_messages;
  return Array.isArray(list) ? list.length : 0;
}
