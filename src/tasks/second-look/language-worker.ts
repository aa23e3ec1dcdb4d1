import { parentPort } from 'node:worker_threads';
import { eld } from 'eld/small';
import { z } from 'zod';

// Tells the languages of texts. Its tables take some 30 MB where they were built in, and a second and
// 160 MB where they are read as they come, which is why it has a thread of its own.

const Question = z.object({ id: z.number(), texts: z.array(z.string()) });

parentPort?.on('message', (message: unknown) => {
  const { id, texts } = Question.parse(message);
  const detected = texts.map((text) => {
    const result = eld.detect(text);
    return { language: result.language, isReliable: result.isReliable(), scores: result.getScores() };
  });
  parentPort?.postMessage({ id, detected });
});
