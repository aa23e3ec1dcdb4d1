import { codes } from '../../../oasst/errors.ts';
import { isUniqueViolation } from '../../../store/unique-violation.ts';
import type { Backend } from '../../context.ts';
import { notStored, RequestError, treeClosed, UNSTORABLE_TEXT } from '../../errors.ts';
import { isLanguage, LANGUAGE_RULE } from '../../request-fields.ts';
import { fits, isStorable } from '../../text.ts';
import { takesReplies } from '../../trees/rules.ts';
import { noteActivity } from '../../users/people.ts';
import type { UserRow } from '../../users/tables.ts';
import type { IncomingText } from '../requests.ts';
import { claim, mustBeOpen, type TaskRow } from '../task-row.ts';
import { type Known, knownAbout } from './known.ts';
import { mustNotBeAlike, mustNotBeTooLong, mustNotBeTooShort } from './text-rules.ts';
import { plantPrompt, storeReply, storeSummary } from './written.ts';

const FRONTEND_ID_LIMIT = 200;
const MEANWHILE = 'user_message_id was used, or the same person answered this, a moment ago.';
const about = {
  message: new Set([
    'prompter_reply',
    'assistant_reply',
    'label_initial_prompt',
    'label_prompter_reply',
    'label_assistant_reply',
    'rank_prompter_replies',
    'rank_assistant_replies',
  ]),
};

/** Stores a prompt, a reply or a summary. */
export async function submitText(
  backend: Backend,
  user: UserRow,
  task: TaskRow,
  answer: IncomingText,
): Promise<void> {
  mustBeOpen(task, user, backend.now());
  mustNotBeTooLong(answer.text, backend.settings);
  const store = await mustBeTakeable(backend, user, task, answer);
  const now = backend.now();
  await refusingDoubles(() =>
    backend.db.transaction().execute(async (trx) => {
      const isAsRead = await claim(trx, task, user, now);
      if (!isAsRead) await mustBeTakeable({ ...backend, db: trx }, user, task, answer);
      await store(trx, { backend, user, task }, answer);
      await noteActivity(trx, backend, user);
    }),
  );
}

/** All that what is known already says about an answer; gives how it is stored. @throws RequestError */
async function mustBeTakeable(backend: Backend, user: UserRow, task: TaskRow, answer: IncomingText) {
  const known = await knownAbout(backend, user, task, answer);
  if (known.isRepeated)
    throw new RequestError(400, codes.duplicateText, 'The user sent the same text not long ago.');
  if (about.message.has(task.type) && task.subject_id !== null) mustTakeReply(known);
  const store = storing(task);
  if (!store)
    throw new RequestError(400, codes.taskUnexpectedPayload, `Unexpected task payload type: ${task.type}`);
  mustBeStorable(answer, known);
  const kind = task.type === 'initial_prompt' ? 'prompt' : 'reply';
  mustNotBeTooShort(kind, answer.text, backend.settings);
  mustNotBeAlike(kind, answer.text, known.candidates, backend.settings);
  return store;
}

function storing({ type }: TaskRow) {
  if (type === 'initial_prompt') return plantPrompt;
  if (type === 'summarize_story') return storeSummary;
  return type === 'prompter_reply' || type === 'assistant_reply' ? storeReply : undefined;
}

function mustTakeReply({ treeState, isDeleted, hasReplied }: Known) {
  if (treeState === null || !takesReplies(treeState) || isDeleted) throw treeClosed();
  if (hasReplied)
    throw new RequestError(400, codes.secondReply, 'User cannot reply twice to the same message.');
}

/** What the reference backend's columns refuse, with one code for all. */
function mustBeStorable({ text, user_message_id, lang }: IncomingText, { isUsed }: Known) {
  if (!isStorable(text)) throw notStored(UNSTORABLE_TEXT);
  if (!fits(user_message_id, FRONTEND_ID_LIMIT))
    throw notStored(`user_message_id is longer than ${FRONTEND_ID_LIMIT} characters or cannot be stored.`);
  if (lang && !isLanguage(lang)) throw notStored(`lang must be ${LANGUAGE_RULE}.`);
  if (isUsed) throw notStored('user_message_id was used before.');
}

async function refusingDoubles(work: () => Promise<void>) {
  try {
    await work();
  } catch (error) {
    throw isUniqueViolation(error) ? notStored(MEANWHILE) : error;
  }
}
