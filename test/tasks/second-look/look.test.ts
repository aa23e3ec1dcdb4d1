import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createLook } from '../../../src/tasks/second-look/look.ts';
import { testClock } from '../../support/clock.ts';
import { memoryDatabase } from '../../support/database.ts';

const text = 'Wie viele Beine hat eine Spinne, und wie viele Augen?';

test('the language is asked for when a look begins, and the backend when it is to end', async () => {
  const asked: string[] = [];
  const look = createLook({
    db: await memoryDatabase(),
    oasst: {
      alike: {
        of: async () => {
          asked.push('backend');
          return { own: true, others: false };
        },
      },
    },
    rules: { comparesTexts: true },
    detector: {
      prepare() {},
      detect: async (texts) => {
        asked.push('detector');
        return texts.map(() => ({ language: 'de', isReliable: true, scores: { de: 0.9, en: 0.1 } }));
      },
      stop: async () => {},
    },
    clock: testClock(),
    log: pino({ level: 'silent' }),
  });
  const found = look.begin({ text, type: 'initial_prompt', lang: 'en', personId: '1' });
  expect(asked).toEqual(['detector']);
  expect(await found()).toEqual(['language', 'like_own']);
  expect(asked).toEqual(['detector', 'backend']);
});
