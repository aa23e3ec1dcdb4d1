import { randomUUID } from 'node:crypto';
import type { Db } from '../../backend/db.ts';
import { forTerminal } from '../../terminal.ts';
import { stripBlanks } from '../../text.ts';
import { openCollection } from '../collection.ts';
import { leftOutLine, nothingLeftOut } from '../export/left-out.ts';
import { createProgress } from '../export/progress.ts';
import { DatasetError } from '../failures.ts';
import { rulesNow, rulesOfPlace } from '../import/rules-of-place.ts';
import type { Surroundings } from '../surroundings.ts';
import { atOnce } from './at-once.ts';
import { type Ask, chatServer } from './chat-server.ts';
import type { GenerateOptions } from './options.ts';
import { answeredBy, type Question, questionsIn } from './questions.ts';
import { openReplies, type Reply } from './replies-file.ts';
import { failures, faultIn, noteFailure, nothingAsked, type Tally, told } from './tally.ts';

const FAILURES_IN_A_ROW = 10;

/**
 * Has a model answer the chosen conversations and writes its replies to a file that `import` takes. What is in the file
 * or in the collection already is not asked for again.
 * @throws DatasetError when replies are missing in the end; those that came are in the file. StoreError, SettingsError
 */
export async function runGenerate(options: GenerateOptions, surroundings: Surroundings): Promise<void> {
  const { file, server, request, place } = options;
  const rules = await rulesOfPlace(place);
  const db = await openCollection(place);
  try {
    const replies = await openReplies(file);
    try {
      const { textLimit } = await rulesNow(db, rules);
      const ask = chatServer(server, request);
      await answerAll(db, options, { ...replies, ask, textLimit }, surroundings);
    } finally {
      await replies.close();
    }
  } finally {
    await db.destroy();
  }
}

type Means = { ask: Ask; textLimit: number; before: readonly Reply[]; add(reply: Reply): Promise<void> };

async function answerAll(
  db: Db,
  options: GenerateOptions,
  means: Means,
  { stderr, now, signal }: Surroundings,
): Promise<void> {
  const { wish, name, replies, file } = options;
  const tally = nothingAsked();
  const leftOut = nothingLeftOut();
  const progress = createProgress(stderr, now);
  const questions = questionsIn(db, wish, {
    ...{ replies, leftOut },
    answered: await answered(db, name, means.before),
    skip: () => {
      tally.complete += 1;
    },
  });
  const answer = answering(options, means, tally, now);
  try {
    await atOnce(
      questions,
      options.atOnce,
      async (question, stop) => {
        await answer(question, stop);
        progress.say(() => forTerminal(told(tally, name, file)));
      },
      signal,
    );
  } catch (error) {
    if (!(error instanceof DatasetError)) throw error;
    throw new DatasetError(`${error.message} ${told(tally, name, file)}`, { cause: error });
  } finally {
    progress.clear();
  }
  if (signal.aborted)
    throw new DatasetError(
      `Stopped before the end. ${told(tally, name, file)} The same command goes on from here.`,
    );
  if (failures(tally) > 0)
    throw new DatasetError(`${told(tally, name, file)} The same command asks for these again.`);
  stderr.write(forTerminal(`${told(tally, name, file)}\n${leftOutLine(leftOut)}`));
}

/** What asks one question and keeps the reply. It stops everything where going on would be in vain. */
function answering(
  { request, name }: GenerateOptions,
  { ask, textLimit, add }: Means,
  tally: Tally,
  now: () => number,
): (question: Question, stop: AbortSignal) => Promise<void> {
  let inARow = 0;
  return async ({ prompt, message_id, lang }, stop) => {
    const answer = await ask(prompt, stop);
    const isAnswer = 'text' in answer;
    const problem = isAnswer ? faultIn(answer, textLimit) : `the server was asked, and ${answer.problem}`;
    if (isAnswer && problem === undefined) {
      inARow = 0;
      const { model, system, settings } = request;
      await add({
        message_id: randomUUID(),
        parent_id: message_id,
        role: 'assistant',
        text: stripBlanks(answer.text),
        lang,
        synthetic: true,
        model_name: name,
        created_date: new Date(now()).toISOString(),
        generation: { model, served_by: answer.servedBy ?? null, system: system ?? null, ...settings },
      });
      tally.written += 1;
      return;
    }
    inARow += 1;
    if (problem !== undefined) noteFailure(tally, problem);
    if (!isAnswer && (answer.isFinal || inARow >= FAILURES_IN_A_ROW))
      throw new DatasetError(answer.isFinal ? 'Given up.' : `Given up after ${inARow} failures in a row.`);
  };
}

async function answered(db: Db, name: string, before: readonly Reply[]) {
  const inFile = before.filter(({ model_name }) => model_name === name);
  const all = Map.groupBy([...inFile, ...(await answeredBy(db, name))], ({ parent_id }) => parent_id);
  return new Map(all.entries().map(([id, some]) => [id, new Set(some.map(({ message_id }) => message_id))]));
}
