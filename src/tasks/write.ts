import type { APILabelComponent } from 'discord-api-types/v10';
import { z } from 'zod';
import { colours } from '../discord/colours.ts';
import { customId, modalId } from '../discord/custom-id.ts';
import { modalLimits } from '../discord/limits/limits.ts';
import { foreign } from '../discord/text/foreign.ts';
import { textInputs, typedText } from '../discord/typed-text.ts';
import type { Words } from '../locales/words.ts';
import type { BackendRules } from '../oasst/rules.ts';
import type { TaskOf } from '../oasst/tasks.ts';
import { codePoints, hasVisible, stripBlanks } from '../text.ts';
import { conversationTexts } from './card-texts.ts';
import type { CardText, Kind } from './kind.ts';
import { secondLook } from './second-look/second-look.ts';
import { foundLater } from './second-look/warning.ts';

const Draft = z.object({
  text: z.string(),
  /** What was found in it that its words alone do not tell. */
  found: z.array(z.string()).optional(),
});
type Draft = z.infer<typeof Draft>;

type WritingType = 'initial_prompt' | 'prompter_reply' | 'assistant_reply' | 'summarize_story';
type WritingTask = TaskOf<WritingType>;

/** Tasks that are answered with a text: a prompt, a reply, a summary. */
export const write: Kind<WritingType, Draft> = {
  types: ['initial_prompt', 'prompter_reply', 'assistant_reply', 'summarize_story'],
  draft: Draft,
  blank: { text: '' },
  canShow: () => true,

  lines: ({ task, words }) => whoIsNext(task, words),
  texts: ({ task, words }) => toRead(task, words),
  candidates: () => [],
  selects: () => [],
  buttons: ({ task, words }) => ({
    choices: [],
    tools: [{ label: words('button.answer'), id: customId('ask', task.id), style: 'primary' }],
  }),

  form: ({ task, draft, words, rules }, _argument, nonce) => ({
    title: words(`type.${task.type}`),
    custom_id: modalId('fill', task.id, '', nonce),
    components: inputs(draft.text, words, rules),
  }),
  fill: (_task, draft, _argument, fields) => {
    const text = typedText(fields);
    return text === undefined ? draft : { text };
  },

  stage: (_task, draft) => (draft.text === '' ? 'card' : 'review'),
  isSendable: (_task, { text }, rules) => faultOf(text, rules) === undefined,
  isReviewed: true,
  takenBack: (draft) => draft,
  review: ({ task, draft, words, rules }) => ({
    lines: [explainFault(draft.text, words, rules)].filter((line) => line !== undefined),
    texts: [...toRead(task, words), { name: words('speaker.yours'), colour: colours.own, text: draft.text }],
    edits: [{ label: words('button.edit'), id: customId('ask', task.id) }],
  }),
  warnings: ({ type }, { text, found = [] }) => [
    ...secondLook(type, text),
    ...foundLater.filter((one) => found.includes(one)),
  ],
  toLookAt: ({ text }) => stripBlanks(text),
  lookedAt: (draft, found) => ({ ...draft, found: [...found] }),
  answer: (_task, { text }) => ({ type: 'text_reply_to_message', text: stripBlanks(text) }),
  ownWords: ({ text }) => (hasVisible(text) ? text : undefined),
};

function inputs(text: string, words: Words, rules: BackendRules): APILabelComponent[] {
  const { textLimit: limit } = rules;
  const most = mostUnits(text, rules);
  return textInputs(text, {
    label: (part) => (part === undefined ? words('form.text') : words('form.text_part', { part })),
    description: words(most === limit ? 'form.text_help' : 'form.text_help_emoji', { limit }),
    most,
  });
}

/**
 * How long Discord lets an input become, which counts UTF-16 units: the backend's limit, and one more for each character
 * of two units that is in the text already. A text that is too long is kept, and has room until it is shortened.
 */
function mostUnits(text: string, { textLimit }: BackendRules): number {
  const fitting = textLimit + text.length - codePoints(text);
  return text.length > fitting ? modalLimits.input : Math.min(fitting, modalLimits.input);
}

function toRead(task: WritingTask, words: Words): CardText[] {
  if (task.type === 'initial_prompt') return hintTexts(task, words);
  if (task.type === 'summarize_story') {
    return [{ name: words('speaker.story'), colour: colours.neutral, text: task.story }];
  }
  const said = conversationTexts(task.conversation.messages, words);
  return task.type === 'prompter_reply' ? [...hintTexts(task, words), ...said] : said;
}

function hintTexts({ hint }: TaskOf<'initial_prompt' | 'prompter_reply'>, words: Words): CardText[] {
  if (!hint || !hasVisible(foreign(hint))) return [];
  return [{ name: words('speaker.hint'), colour: colours.neutral, text: hint }];
}

function whoIsNext({ type }: WritingTask, words: Words): string[] {
  if (type === 'prompter_reply') return [words('card.next_prompter')];
  return type === 'assistant_reply' ? [words('card.next_assistant')] : [];
}

/** Why a text cannot be sent. */
function faultOf(text: string, { textLimit }: BackendRules): 'blank' | 'too_long' | 'unsendable' | undefined {
  if (!text.isWellFormed() || text.includes('\0')) return 'unsendable';
  const sent = stripBlanks(text);
  if (!hasVisible(sent)) return 'blank';
  return codePoints(sent) > textLimit ? 'too_long' : undefined;
}

function explainFault(text: string, words: Words, rules: BackendRules): string | undefined {
  const fault = faultOf(text, rules);
  const button = words('button.edit');
  if (fault !== 'too_long') return fault && words(`write.${fault}`, { button });
  const count = codePoints(stripBlanks(text)) - rules.textLimit;
  return words('write.too_long', { count, limit: rules.textLimit, button });
}
