import { notice } from '../../discord/notice.ts';
import { quoted } from '../../discord/text/inline.ts';
import type { View } from '../../discord/view.ts';
import { withName } from '../../locales/join.ts';
import type { WordKey, Words } from '../../locales/words.ts';
import { type TaskType, taskTypes } from '../../oasst/protocol.ts';
import { protocolRules } from '../../oasst/rules.ts';
import { hasVisible } from '../../text.ts';
import { kindOf, ownWordsIn } from '../kinds.ts';
import type { Session, StoredSession } from '../session/session.ts';

const EXCERPT = { units: 60, bytes: 180 };

/** What came of a task, in one word. */
const names = {
  summarize_story: 'line.summary',
  rate_summary: 'line.rating',
  initial_prompt: 'line.prompt',
  prompter_reply: 'line.prompter_reply',
  assistant_reply: 'line.assistant_reply',
  rank_initial_prompts: 'line.ranking',
  rank_prompter_replies: 'line.ranking',
  rank_assistant_replies: 'line.ranking',
  label_initial_prompt: 'line.labels',
  label_prompter_reply: 'line.labels',
  label_assistant_reply: 'line.labels',
} as const satisfies Record<TaskType, WordKey>;

/**
 * What is left of a card that its person has gone on from: one line, without buttons. `entered` is what they gave as far
 * as that is known; without it the line tells by what they had before them.
 */
export function lineView(session: StoredSession, entered: unknown, words: Words): View {
  const what = subjectOf(session, entered, words);
  const lines: Record<StoredSession['state'], string> = {
    done: `✅ ${what}`,
    sending: words('line.on_its_way', { what }),
    skipping: words('line.skipped', { what }),
    skipped: words('line.skipped', { what }),
    open: words('line.elsewhere', { what }),
    returned: words('line.elsewhere', { what }),
    gone: words('line.over', { what }),
    unknown: words('line.elsewhere', { what }),
  };
  return notice(lines[session.state]);
}

/** `Prompt: *Can you explain …*` */
function subjectOf(session: StoredSession, entered: unknown, words: Words): string {
  const type = taskTypes.find((one) => one === session.type);
  const name = type ? words(names[type]) : session.type;
  const text = ownWordsIn(session.type, entered) ?? (session.task ? readIn(session, words) : undefined);
  const excerpt = text === undefined ? '' : quoted(text, EXCERPT);
  return hasVisible(excerpt) ? withName(name, `*${excerpt}*`, words) : name;
}

/** The text that was before its person: the last message, or else the first candidate. */
function readIn(session: Session, words: Words): string | undefined {
  const kind = kindOf(session.task.type);
  const scene = { ...session, draft: kind.blank, words, rules: protocolRules };
  return (kind.texts(scene).at(-1) ?? kind.candidates(scene)[0])?.text;
}
