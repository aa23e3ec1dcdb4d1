import { describe, expect, test } from 'vitest';
import { leftAfter, sizeOfEmbeds, wholeMessage } from '../../../src/discord/text/budget.ts';
import { foreign } from '../../../src/discord/text/foreign.ts';
import { holds } from '../../../src/discord/text/text.ts';
import type { ConversationMessage } from '../../../src/oasst/protocol.ts';
import { type ConversationOptions, conversationEmbeds } from '../../../src/tasks/show/conversation.ts';
import { hasVisible } from '../../../src/text.ts';
import { problemsOf } from '../../support/payload-problems.ts';
import { fc } from '../../support/same-cases.ts';
import { conversation } from '../../support/texts.ts';

const options: ConversationOptions = {
  budget: wholeMessage,
  speaker: ({ is_assistant }) =>
    is_assistant ? { name: '◆ Assistant', colour: 2 } : { name: '● User', colour: 1 },
  placeholder: '(nothing to see)',
  shortened: (hidden) => `${hidden} earlier messages`,
};

const budgets = fc.record({
  units: fc.integer({ min: 0, max: 6_000 }),
  bytes: fc.integer({ min: 0, max: 9_000 }),
  embeds: fc.integer({ min: 0, max: 10 }),
});

const said = (...texts: string[]): ConversationMessage[] =>
  texts.map((text, index) => ({ text, is_assistant: index % 2 === 1 }));

const asShown = ({ text }: ConversationMessage) =>
  hasVisible(foreign(text)) ? foreign(text).trim() : options.placeholder;

describe('a conversation that fits', () => {
  test('is shown whole, oldest first, each message under its speaker', () => {
    expect(conversationEmbeds(said('Hi', 'Hello'), options)).toEqual({
      complete: true,
      embeds: [
        { author: { name: '● User' }, color: 1, description: 'Hi' },
        { author: { name: '◆ Assistant' }, color: 2, description: 'Hello' },
      ],
    });
  });

  test('may be empty', () => {
    expect(conversationEmbeds([], options)).toEqual({ embeds: [], complete: true });
  });

  test('says so where there is nothing to see', () => {
    const { embeds, complete } = conversationEmbeds(said('\u200b'), options);
    expect(embeds[0]?.description).toBe('(nothing to see)');
    expect(complete).toBe(true);
  });
});

describe('a conversation that does not fit', () => {
  test('keeps its newest message whole and cuts the earlier ones', () => {
    const { embeds, complete } = conversationEmbeds(
      said('a'.repeat(2_000), 'b'.repeat(2_000), 'c'.repeat(2_000)),
      {
        ...options,
        budget: { units: 3_000, bytes: 9_000, embeds: 10 },
      },
    );
    expect(embeds.map(({ description }) => description?.length)).toEqual([488, 489, 2_000]);
    expect(embeds[0]?.description).toBe(`${'a'.repeat(487)}…`);
    expect(complete).toBe(false);
  });

  test('gives what a short message leaves to the long ones', () => {
    const { embeds } = conversationEmbeds(said('a'.repeat(2_000), 'short', 'b'.repeat(2_000), 'c'), {
      ...options,
      budget: { units: 2_050, bytes: 9_000, embeds: 10 },
    });
    expect(embeds.map(({ description }) => description?.length)).toEqual([1_005, 5, 1_005, 1]);
  });

  test('folds the oldest messages into one line when there are too few places', () => {
    const { embeds, complete } = conversationEmbeds(
      said(...Array.from({ length: 12 }, (_, at) => `m${at}`)),
      {
        ...options,
        budget: { ...wholeMessage, embeds: 4 },
      },
    );
    expect(embeds.map(({ description }) => description)).toEqual(['9 earlier messages', 'm9', 'm10', 'm11']);
    expect(complete).toBe(false);
  });

  test('folds messages for which only scraps of room are left', () => {
    const { embeds } = conversationEmbeds(said('a'.repeat(500), 'b'.repeat(500), 'c'.repeat(900)), {
      ...options,
      budget: { units: 1_100, bytes: 9_000, embeds: 10 },
    });
    expect(embeds.map(({ description }) => description?.slice(0, 3))).toEqual(['1 e', 'bbb', 'ccc']);
  });

  test('says in its only place how many messages are hidden', () => {
    const { embeds } = conversationEmbeds(said('a', 'b', 'c'), {
      ...options,
      budget: { ...wholeMessage, embeds: 1 },
    });
    expect(embeds).toEqual([
      { author: { name: '● User' }, color: 1, description: 'c', footer: { text: '2 earlier messages' } },
    ]);
  });

  test('shows nothing when there is no room for anything', () => {
    const budget = { units: 5, bytes: 5, embeds: 1 };
    expect(conversationEmbeds(said('a'), { ...options, budget })).toEqual({ embeds: [], complete: false });
  });
});

describe('any conversation', () => {
  test('stays within its budget, in a payload Discord takes', () => {
    fc.assert(
      fc.property(conversation, budgets, (messages, budget) => {
        const { embeds } = conversationEmbeds(messages, { ...options, budget });
        expect(problemsOf(embeds)).toEqual([]);
        expect(holds(budget, sizeOfEmbeds(embeds))).toBe(true);
        expect(embeds.length).toBeLessThanOrEqual(budget.embeds);
      }),
    );
  });

  test('is complete only with every message whole, and not complete only with one that is not', () => {
    fc.assert(
      fc.property(conversation, budgets, (messages, budget) => {
        const { embeds, complete } = conversationEmbeds(messages, { ...options, budget });
        const shown = embeds.map(({ description }) => description);
        expect(complete).toBe(JSON.stringify(shown) === JSON.stringify(messages.map(asShown)));
      }),
    );
  });

  test('has its newest message whole on an otherwise empty card', () => {
    fc.assert(
      fc.property(conversation, (messages) => {
        const instruction = { title: 'Reply to the last message', description: 'i'.repeat(300) };
        const { embeds } = conversationEmbeds(messages, { ...options, budget: leftAfter([instruction]) });
        expect(embeds.at(-1)?.description).toBe(messages.slice(-1).map(asShown)[0]);
      }),
    );
  });

  test('ends in its newest messages and counts all others as hidden', () => {
    fc.assert(
      fc.property(conversation, budgets, (messages, budget) => {
        const { embeds } = conversationEmbeds(messages, { ...options, budget });
        const turns = embeds.filter(({ author }) => author !== undefined);
        const line =
          embeds.find(({ author }) => author === undefined)?.description ?? embeds[0]?.footer?.text;
        const hidden = messages.length - turns.length;
        if (turns.length > 0) expect(line).toBe(hidden === 0 ? undefined : `${hidden} earlier messages`);
        for (const [index, { description = '' }] of turns.entries()) {
          const message = messages[hidden + index];
          const beginning = description.replace(/…(\n```)?$/, '');
          expect(message && asShown(message).startsWith(beginning)).toBe(true);
        }
      }),
    );
  });
});
