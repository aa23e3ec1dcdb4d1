import { componentLimits } from '../../discord/limits/limits.ts';
import { quotedPlain } from '../../discord/text/inline.ts';
import type { Words } from '../../locales/words.ts';
import type { ConversationMessage } from '../../oasst/protocol.ts';
import type { Task } from '../../oasst/tasks.ts';
import { hasVisible } from '../../text.ts';

/** A message that can be reported: the backend's id, what it is called on the card, its text, and how that begins. */
export type Reportable = { id: string; name: string; text: string; excerpt: string };

/** The messages of a task that have an id, the most important first: at most as many as a select has places. */
export function reportables(task: Task, words: Words): Reportable[] {
  const conversation = 'conversation' in task ? task.conversation.messages : [];
  const named = [
    ...candidatesOf(task).map((message, index) => ({
      message,
      name: words('speaker.candidate', { number: index + 1 }),
    })),
    ...conversation
      .map((message) => ({
        message,
        name: words(`speaker.${message.is_assistant ? 'assistant' : 'prompter'}`),
      }))
      .reverse(),
  ];
  const judged = 'message_id' in task ? task.message_id : undefined;
  const found = named.flatMap(({ message, name }, index) => {
    const id = message.id ?? (index === 0 ? judged : undefined);
    return id ? [{ id, name, text: message.text, excerpt: excerptOf(message, words) }] : [];
  });
  const unique = found.filter(({ id }, index) => found.findIndex((other) => other.id === id) === index);
  return unique.slice(0, componentLimits.selectOptions);
}

function candidatesOf(task: Task): readonly ConversationMessage[] {
  if (task.type === 'rank_initial_prompts') return task.prompt_messages;
  return 'reply_messages' in task ? task.reply_messages : [];
}

function excerptOf({ text }: ConversationMessage, words: Words): string {
  const line = quotedPlain(text, { units: componentLimits.option });
  return hasVisible(line) ? line : words('speaker.empty');
}
