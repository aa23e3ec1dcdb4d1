import type { TaskType } from '../../src/oasst/protocol.ts';

/** A stable id for tests: the same digit all over. */
export function id(digit: number | string): string {
  const d = String(digit).repeat(12).slice(0, 12);
  return `${d.slice(0, 8)}-${d.slice(0, 4)}-4${d.slice(0, 3)}-8${d.slice(0, 3)}-${d}`;
}

/** A message as a backend sends it. */
export function message(text: string, is_assistant = false, digit: number | string = 'a') {
  return {
    id: id(digit),
    user_id: id('f'),
    frontend_message_id: 'x',
    text,
    lang: 'en',
    is_assistant,
    emojis: {},
    user_emojis: [],
    user_is_author: false,
    synthetic: false,
  };
}

const full = [
  'spam',
  'fails_task',
  'lang_mismatch',
  'quality',
  'helpfulness',
  'creativity',
  'humor',
  'toxicity',
  'violence',
  'not_appropriate',
  'pii',
  'hate_speech',
  'sexual_content',
];
const widgets: Readonly<Record<string, string>> = {
  spam: 'yes_no',
  fails_task: 'yes_no',
  lang_mismatch: 'flag',
  not_appropriate: 'flag',
  pii: 'flag',
  hate_speech: 'flag',
  sexual_content: 'flag',
};

/** Labels as a backend describes them. */
export function labels(names: readonly string[]) {
  return names.map((name) => ({
    name,
    widget: widgets[name] ?? 'likert',
    display_text: `Display text of ${name}`,
    help_text: null,
  }));
}

const talk = [message('How do plants make energy?', false, 'a'), message('By photosynthesis.', true, 'b')];
const ranking = {
  conversation: { messages: talk.slice(0, 1) },
  replies: ['First', 'Second', 'Third'],
  reply_messages: [message('First', true, 'c'), message('Second', true, 'd'), message('Third', true, 'e')],
  message_tree_id: id('a'),
  ranking_parent_id: id('a'),
  reveal_synthetic: false,
};
const labelling = (names: readonly string[]) => ({
  valid_labels: names,
  mandatory_labels: ['spam'],
  mode: 'full',
  disposition: 'quality',
  labels: labels(names),
});

/** One task of every type, as a newer backend sends it; its id is `id(1)` for the first type, and so on. */
export const samples: Readonly<Record<TaskType, Record<string, unknown>>> = {
  summarize_story: {
    id: id(1),
    type: 'summarize_story',
    story: 'A fox met a crow who had found some cheese.',
  },
  rate_summary: {
    id: id(2),
    type: 'rate_summary',
    scale: { min: 1, max: 5 },
    full_text: 'A fox met a crow who had found some cheese.',
    summary: 'A fox meets a crow.',
  },
  initial_prompt: { id: id(3), type: 'initial_prompt', hint: null },
  prompter_reply: { id: id(4), type: 'prompter_reply', hint: null, conversation: { messages: talk } },
  assistant_reply: { id: id(5), type: 'assistant_reply', conversation: { messages: talk.slice(0, 1) } },
  rank_initial_prompts: {
    id: id(6),
    type: 'rank_initial_prompts',
    prompts: ['One?', 'Two?', 'Three?'],
    prompt_messages: [
      message('One?', false, 'c'),
      message('Two?', false, 'd'),
      message('Three?', false, 'e'),
    ],
  },
  rank_prompter_replies: {
    id: id(7),
    type: 'rank_prompter_replies',
    ...ranking,
    conversation: { messages: talk },
  },
  rank_assistant_replies: { id: id(8), type: 'rank_assistant_replies', ...ranking },
  label_initial_prompt: {
    id: id(9),
    type: 'label_initial_prompt',
    message_id: id('a'),
    conversation: { messages: talk.slice(0, 1) },
    prompt: 'How do plants make energy?',
    ...labelling(['spam', 'lang_mismatch', 'quality']),
  },
  label_prompter_reply: {
    id: id('1a'),
    type: 'label_prompter_reply',
    message_id: id('c'),
    conversation: { messages: [...talk, message('And at night?', false, 'c')] },
    reply: 'And at night?',
    ...labelling(full.filter((name) => name !== 'fails_task' && name !== 'helpfulness')),
  },
  label_assistant_reply: {
    id: id('1b'),
    type: 'label_assistant_reply',
    message_id: id('b'),
    conversation: { messages: talk },
    reply: 'By photosynthesis.',
    ...labelling(full),
  },
};
